/** The newsletters that there are: names, addresses, which are offered. */
export const newslettersTag = 'newsletters'
