import { Icon } from './icon.tsx'

type Props = { action: string; label: string; button: string; typed: string }

/** A field that narrows a list by words in its address. */
export function SearchBar({ action, label, button, typed }: Props) {
  return (
    <form action={action} className="search-bar">
      <label className="visually-hidden" htmlFor="q">
        {label}
      </label>
      <input
        type="search"
        id="q"
        name="q"
        className="field field-small"
        placeholder={label}
        defaultValue={typed}
        maxLength={100}
      />
      <button type="submit" className="icon-button" aria-label={button}>
        <Icon name="search" />
      </button>
    </form>
  )
}
