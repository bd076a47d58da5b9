/** The archive of what was sent, and everything made from it. */
export const issuesTag = 'newsletter-issues'
