import { Autocomplete, Button, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { api, body, once, type Schemas } from '../../api/client.ts'
import { sentence } from '../../api/errors.ts'
import { sellersQuery } from '../../api/queries/lists.ts'
import type { Part } from '../../api/queries/parts.ts'
import { firstField } from '../../shared/form/first-field.ts'
import classes from './sellers.module.css'

interface SellerFormProps {
  part: Part
  onDone: () => void
}

function hostOf(address: string): string {
  return URL.parse(address)?.hostname.replace(/^www\./, '') ?? ''
}

/** The seller whose website an address belongs to. */
function sellerOf(address: string, sellers: readonly Schemas['SellerListItem'][]) {
  const host = hostOf(address)
  return host === '' ? undefined : sellers.find(({ website }) => hostOf(website) === host)
}

/** The name that a seller most likely has, by its address: `mouser.com` is Mouser. */
function likelyName(address: string): string {
  const [name = ''] = hostOf(address).split('.').slice(-2)
  return name.charAt(0).toUpperCase() + name.slice(1)
}

/** Asks where a part is sold. A seller that is not known yet is made. */
export function SellerForm({ part, onDone }: SellerFormProps) {
  const queries = useQueryClient()
  const { data: sellers = [] } = useQuery(sellersQuery)
  const [address, setAddress] = useState('')
  const [typed, setTyped] = useState<string | null>(null)
  const [number, setNumber] = useState('')
  const url = address.trim()
  const name = (typed ?? sellerOf(url, sellers)?.name ?? likelyName(url)).trim()
  const known = sellers.find((seller) => seller.name.toLowerCase() === name.toLowerCase())
  const add = useMutation({
    mutationFn: async () => {
      const website = URL.parse(url)?.origin ?? url
      const seller =
        known ?? (await body(api.POST('/api/sellers', { params: { header: once() }, body: { name, website } })))
      await body(
        api.POST('/api/parts/{part_key}/seller-links', {
          params: { path: { part_key: part.key }, header: once() },
          body: { seller_id: seller.id, link: url, seller_part_number: number.trim() === '' ? null : number.trim() },
        }),
      )
    },
    onSuccess: onDone,
    onSettled: () =>
      Promise.all(['part', 'sellers', 'list'].map((word) => queries.invalidateQueries({ queryKey: [word] }))),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (url !== '' && name !== '') add.mutate()
  }
  return (
    <form className={classes.form} onSubmit={submit}>
      <TextInput
        label="Address of the part"
        placeholder="https://"
        {...firstField}
        value={address}
        onChange={({ currentTarget }) => setAddress(currentTarget.value)}
      />
      <Autocomplete
        label="Seller"
        value={typed ?? name}
        onChange={setTyped}
        data={sellers.map((seller) => seller.name)}
        limit={6}
        description={name !== '' && known === undefined ? 'Not known yet; it is made' : undefined}
      />
      <TextInput
        label="Order number"
        placeholder="May stay empty"
        value={number}
        onChange={({ currentTarget }) => setNumber(currentTarget.value)}
      />
      {add.isError && (
        <span className={classes.wrong} role="alert">
          {sentence(add.error)}
        </span>
      )}
      <Button type="submit" variant="filled" disabled={url === '' || name === ''} loading={add.isPending}>
        Add {name}
      </Button>
    </form>
  )
}
