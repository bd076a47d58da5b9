// How letters look. Mail programs know little of CSS: what matters stands on each element, the rest is a bonus.
import { accentPair } from '@/features/settings/accent.ts'

export type Look = ReturnType<typeof lookOf>

const serif = "Georgia,'Times New Roman',serif"
const sans = "-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif"
const light = { paper: '#ffffff', tint: '#f4f1ea', ink: '#1b1a18', soft: '#5c5850', line: '#d9d4c9' }
const dark = { paper: '#16181b', tint: '#0e1012', ink: '#e9e6e0', soft: '#aaa69d', line: '#3a3f45' }

/** Styles of a letter in the publication's colour. Each begins with the classes that other colours hang on in the dark. */
export function lookOf(accent: string) {
  const colour = accentPair(accent)
  const style = (classes: string, css: string) => `class="${classes}" style="${css}"`
  return {
    page: style('t', `margin:0;padding:0;background:${light.tint};-webkit-text-size-adjust:100%`),
    ground: style('t', `background:${light.tint}`),
    sheet: style('p w', `width:600px;max-width:600px;background:${light.paper}`),
    hidden:
      'style="display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;font-size:1px;line-height:1px;mso-hide:all"',
    mast: style('g r', `padding:22px 32px 16px;border-top:6px solid ${colour.light}`),
    name: style('i', `font:bold 26px/30px ${serif};color:${light.ink};text-decoration:none`),
    list: style('s', `margin:4px 0 0;font:14px/20px ${sans};color:${light.soft}`),
    tool: style(
      's',
      `white-space:nowrap;font:13px/20px ${sans};color:${light.soft};text-decoration:underline`,
    ),
    part: style('g l', `padding:22px 32px 22px;border-top:1px solid ${light.line}`),
    plainPart: style('g', 'padding:22px 32px 6px'),
    kicker: style(
      'a',
      `margin:0 0 5px;font:bold 12px/16px ${sans};letter-spacing:.05em;text-transform:uppercase;color:${colour.light}`,
    ),
    title: style('i h', `margin:0 0 10px;font:bold 32px/37px ${serif};color:${light.ink}`),
    lead: style('i h', `margin:0 0 8px;font:bold 28px/33px ${serif};color:${light.ink}`),
    headline: style('i k', `margin:0 0 6px;font:bold 20px/25px ${serif};color:${light.ink}`),
    headlineLink: style('i', `color:${light.ink};text-decoration:none`),
    standfirst: style('i', `margin:0 0 8px;font:16px/24px ${sans};color:${light.ink}`),
    small: style('s', `margin:0;font:13px/19px ${sans};color:${light.soft}`),
    caption: style('s', `margin:7px 0 0;font:13px/19px ${sans};color:${light.soft}`),
    note: style('s', `margin:0 0 16px;font:13px/19px ${sans};color:${light.soft}`),
    paragraph: style('i', `margin:0 0 16px;font:17px/27px ${serif};color:${light.ink}`),
    heading: style('i', `margin:28px 0 10px;font:bold 21px/27px ${serif};color:${light.ink}`),
    link: style('a', `color:${colour.light};text-decoration:underline`),
    quote: style(
      'i l',
      `margin:0 0 16px;padding:0 0 0 16px;border-left:3px solid ${light.line};color:${light.ink}`,
    ),
    pullQuote: style('a', `margin:24px 0 8px;font:italic 23px/31px ${serif};color:${colour.light}`),
    items: style('i', `margin:0 0 16px;padding:0 0 0 24px;font:17px/27px ${serif};color:${light.ink}`),
    item: 'style="margin:0 0 6px"',
    box: style('i t', `margin:0 0 16px;padding:16px 18px 2px;background:${light.tint};color:${light.ink}`),
    cell: style(
      'i l',
      `padding:7px 9px;border:1px solid ${light.line};font:15px/21px ${sans};color:${light.ink}`,
    ),
    rule: style('l', `margin:26px 0;border:0;border-top:1px solid ${light.line}`),
    picture: 'style="display:block;width:100%;max-width:100%;height:auto;border:0"',
    button: style(
      'b',
      `display:inline-block;padding:11px 20px;background:${colour.light};font:bold 16px/22px ${sans};color:#ffffff;text-decoration:none`,
    ),
    thumb: style('v', 'width:168px;padding:0 0 0 20px'),
    foot: style('g t', `padding:24px 32px 36px;background:${light.tint}`),
    footNote: style('s', `margin:0 0 12px;font:13px/20px ${sans};color:${light.soft}`),
    footLink: style('i', `color:${light.ink};text-decoration:underline;white-space:nowrap`),
    /** What no element can carry itself: narrow screens and the dark. Each apart: programs drop a block that they do not understand. */
    sheets: [
      `:root{color-scheme:light dark;supported-color-schemes:light dark}`,
      `@media (max-width:620px){.w{width:100%!important}.g{padding-left:20px!important;padding-right:20px!important}.h{font-size:25px!important;line-height:30px!important}.k{font-size:18px!important;line-height:23px!important}.v{width:104px!important;padding-left:14px!important}}`,
      `@media (prefers-color-scheme:dark){.p{background:${dark.paper}!important}.t{background:${dark.tint}!important}.i{color:${dark.ink}!important}.s{color:${dark.soft}!important}.a{color:${colour.dark}!important}.l{border-color:${dark.line}!important}.r{border-color:${colour.dark}!important}.b{background:${colour.dark}!important;color:${dark.paper}!important}}`,
    ],
  }
}
