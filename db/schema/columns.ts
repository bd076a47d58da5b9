// The column kinds of the whole schema. Another dialect replaces this file and the client.
import { integer, text } from 'drizzle-orm/sqlite-core'

/** Integer key made by the database. */
export const id = () => integer('id').primaryKey()

/** UTC milliseconds. */
export const timestamp = (name: string) => integer(name)

/** 0 or 1. */
export const flag = (name: string) => integer(name, { mode: 'boolean' })

/** A value kept as JSON text. */
export const json = <T>(name: string) => text(name, { mode: 'json' }).$type<T>()
