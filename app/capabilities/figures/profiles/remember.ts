/** The box that says whether the release shall remember how the file was read, and that it was shown: empty boxes aren't sent. */
export const rememberField = 'merken'
export const rememberAsked = 'merken-gefragt'
