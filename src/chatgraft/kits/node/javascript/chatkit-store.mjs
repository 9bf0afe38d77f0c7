/**
 * Threads and items where the database keeps them.
 *
 * Each of them belongs to an owner, `session:<id>` of the visitor's signed session, who is asked for on every way to it:
 * to anybody else it does not exist. To change what is kept or how, return a store of your own, a `ChatStore`: what it
 * must hold to is in `chatkit-kit/store-contract`, and the tests beside this file ask for it.
 */
export function createStore(database) {
  return database.createStore();
}
