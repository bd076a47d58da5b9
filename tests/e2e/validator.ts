import { HtmlValidate } from 'html-validate'

/** The rules of HTML as far as they are ours. */
export const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: {
    // How React writes, which HTML allows.
    'attribute-boolean-style': 'off',
    'attribute-empty-style': 'off',
    'attr-case': 'off',
    'void-style': 'off',
    'doctype-style': 'off',
    'no-trailing-whitespace': 'off',
    // Long titles are cut by those who show them, not by us.
    'long-title': 'off',
    'no-inline-style': 'error',
  },
})
