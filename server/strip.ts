// React escapes every `<` in text and attributes, so `<script` is only ever a real element here.
const scripts =
  /<script\b(?![^>]*(?:\btype="application\/ld\+json"|\bsrc="\/reader\/))[^>]*>[\s\S]*?<\/script>/g
const preloads =
  /<link\b(?=[^>]*\brel="(?:preload|modulepreload)")(?=[^>]*\b(?:as="script"|rel="modulepreload"))[^>]*>/g
const markers = /<!--(?:\/?\$!?\??|\/?&|html|head|body| )?-->/g

// React writes an empty `action` for a form that posts to its own page; HTML wants none at all.
const emptyActions = /(<form\b[^>]*?) action=""/g

const emptyBox = /<div hidden=""><\/div>/g

/** Reader HTML without the framework's scripts, their preloads, and the comments that only they read. */
export function strip(html: string): string {
  return html
    .replace(scripts, '')
    .replace(preloads, '')
    .replace(markers, '')
    .replace(emptyActions, '$1')
    .replace(emptyBox, '')
}
