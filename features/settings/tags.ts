/** Name under which everything that shows the publication's own data is remembered. */
export const settingsTag = 'settings'
