/** The tree of sections: names, order, descriptions. */
export const sectionsTag = 'sections'
