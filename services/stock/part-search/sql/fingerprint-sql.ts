/** One number for the names of all types and sellers: it changes with each of them. */
export const FINGERPRINT = `(select concat(
    (select count(*) || ' ' || coalesce(sum(hashtextextended(name, id)), 0) from types), ' ',
    (select count(*) || ' ' || coalesce(sum(hashtextextended(name, id)), 0) from sellers)))`
