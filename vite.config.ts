import { reactRouter } from '@react-router/dev/vite'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [reactRouter()],
  // The web server is part of the server build: otherwise React Router's contexts exist twice.
  environments: { ssr: { build: { rolldownOptions: { input: './server/app.ts' } } } },
  build: { assetsInlineLimit: 0 },
})
