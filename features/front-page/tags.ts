/** The front page is arranged in another way. */
export const frontPageTag = 'front-page'
