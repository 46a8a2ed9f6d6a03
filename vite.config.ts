import { reactRouter } from '@react-router/dev/vite'
import { defineConfig } from 'vite'

export default defineConfig(({ isSsrBuild }) => ({
  plugins: [reactRouter()],
  build: {
    // The web server is part of the server build: otherwise React Router's contexts exist twice.
    rolldownOptions: isSsrBuild ? { input: './server/app.ts' } : {},
    assetsInlineLimit: 0,
  },
}))
