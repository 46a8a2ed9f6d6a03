import regular from '@kern-ux/native/dist/fonts/fira-sans/FiraSans-Regular.woff2?url'
import semiBold from '@kern-ux/native/dist/fonts/fira-sans/FiraSans-SemiBold.woff2?url'

/** Asks for the two fonts with the page itself, so that words don't jump when they come. Belongs in the head. */
export function FontPreload() {
  return [regular, semiBold].map((href) => (
    <link key={href} rel="preload" href={href} as="font" type="font/woff2" crossOrigin="anonymous" />
  ))
}
