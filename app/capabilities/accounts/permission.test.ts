import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Actor, type Grant, type Role, roles, type Scope, wholeGrants, wholeScope } from './account.ts'
import { actions, demand, Forbidden, isAllowed, may, reaches, type Thing, wholeTenant } from './permission.ts'

const actorOf = (grants: readonly Grant[]): Actor => ({
  accountId: 1,
  name: 'Erika Beispiel',
  grants,
  tenantId: 1,
})
const actorWith = (...held: Role[]): Actor => actorOf(wholeGrants(...held))
const limited = (role: Role, scope: Partial<Scope>): Grant => ({ role, scope: { ...wholeScope, ...scope } })

describe('roles', () => {
  test('a signed-out visitor may read what is public and nothing else', () => {
    expect(actions.filter((action) => may(undefined, action))).toEqual(['public.read'])
  })

  test('only planners see exact values', () => {
    expect(roles.filter((role) => may(actorWith(role), 'figures.exact'))).toEqual(['planning'])
  })

  test('leadership, data protection and administration change no figures, goals or reports', () => {
    const changing = actions.filter((action) =>
      /deliver|accept|answer|define|set$|goals|places|organisations|build|publish|protection/.test(action),
    )
    expect(changing.length).toBeGreaterThan(10)
    for (const role of ['leadership', 'data_protection'] as const)
      expect(changing.filter((action) => may(actorWith(role), action))).toEqual([])
    // Names of offices only, so that people from them can be invited.
    expect(changing.filter((action) => may(actorWith('administration'), action))).toEqual([
      'organisations.edit',
    ])
  })

  test('a trust centre, a state office, practitioners and providers have no part in what is not public', () => {
    for (const role of ['trust_centre', 'state_office', 'practitioner', 'provider'] as const)
      expect(actions.filter((action) => may(actorWith(role), action))).toEqual(['public.read'])
  })

  test('who runs the system does not read the trail of what they did', () => {
    expect(roles.filter((role) => may(actorWith(role), 'audit.read'))).toEqual(['data_protection'])
    expect(roles.filter((role) => may(actorWith(role), 'people.manage'))).toEqual(['administration'])
  })

  test('who gives rights does not take out all data, exact figures and the trail among them', () => {
    expect(roles.filter((role) => may(actorWith(role), 'tenant.export'))).toEqual(['data_protection'])
  })

  test('several roles add up', () => {
    expect(may(actorWith('practitioner', 'data_protection'), 'audit.read')).toBe(true)
  })

  test('what a session withholds until the second factor is given is not there', () => {
    const actor: Actor = { ...actorWith('administration'), withheld: ['people.manage'] }
    expect(may(actor, 'people.manage', wholeTenant)).toBe(false)
    expect(may(actor, 'people.read', wholeTenant)).toBe(true)
  })
})

describe('scopes', () => {
  const office = actorOf([limited('delivery_office', { organisations: ['jugendamt'] })])

  test('an office that only delivers has its own deliveries', () => {
    expect(may(office, 'figures.deliver', { organisation: 'jugendamt' })).toBe(true)
    expect(may(office, 'figures.deliver', { organisation: 'gesundheitsamt' })).toBe(false)
    expect(may(office, 'figures.deliver', wholeTenant)).toBe(false)
  })

  test('a place holds everything below it, and nothing above or beside it', () => {
    const actor = actorOf([limited('planning', { places: ['nordstadt'] })])
    const at = (...lineage: string[]) => may(actor, 'targets.set', { places: [lineage], field: 'bildung' })
    expect(at('nordstadt', 'kreis')).toBe(true)
    expect(at('hafen', 'nordstadt', 'kreis')).toBe(true)
    expect(at('kreis')).toBe(false)
    expect(at('suedstadt', 'kreis')).toBe(false)
    expect(may(actor, 'targets.set', { places: [], field: 'bildung' })).toBe(false)
    const one = { places: [['hafen', 'nordstadt'], ['suedstadt']], field: 'bildung' }
    expect(may(actor, 'targets.set', one)).toBe(false)
  })

  test('two roles do not lend each other their scope', () => {
    const actor = actorOf([
      limited('planning', { places: ['nord'], fields: ['jugend'] }),
      limited('planning', { places: ['sued'], fields: ['gesundheit'] }),
    ])
    const exact = (place: string, field: string) => may(actor, 'figures.exact', { places: [[place]], field })
    expect([exact('nord', 'jugend'), exact('sued', 'gesundheit')]).toEqual([true, true])
    expect([exact('nord', 'gesundheit'), exact('sued', 'jugend')]).toEqual([false, false])
  })

  test('what concerns the whole town needs a role without limits', () => {
    const actor = actorOf([limited('coordination', { fields: ['bildung'] })])
    expect(may(actor, 'reports.publish')).toBe(false)
    expect(may(actor, 'goals.edit')).toBe(true)
    expect(may(actor, 'goals.edit', wholeTenant)).toBe(false)
  })

  test('a refusal says whether the right is missing or only does not reach this thing', () => {
    const refusal = (action: 'figures.deliver' | 'figures.accept') => {
      try {
        demand(office, action, { organisation: 'gesundheitsamt' })
        return undefined
      } catch (error) {
        return error instanceof Forbidden ? error.hidden : error
      }
    }
    expect([refusal('figures.deliver'), refusal('figures.accept')]).toEqual([true, false])
    expect(() => demand(office, 'figures.deliver', { organisation: 'jugendamt' })).not.toThrow()
  })
})

describe('for all grants and things', () => {
  const key = fc.constantFrom('a', 'b', 'c', 'd')
  const keys = fc.uniqueArray(key, { maxLength: 3 })
  const scope = fc.record({ places: keys, organisations: keys, fields: keys })
  const grant = fc.record({ role: fc.constantFrom(...roles), scope })
  const lineage = fc.uniqueArray(key, { minLength: 1, maxLength: 3 })
  const thing: fc.Arbitrary<Thing> = fc.record(
    { places: fc.array(lineage, { maxLength: 3 }), organisation: key, field: key },
    { requiredKeys: [] },
  )
  const action = fc.constantFrom(...actions)
  const kind = fc.constantFrom('places', 'organisations', 'fields')

  test('widening a scope never loses a right', () => {
    /** A key more, or no limit of this kind at all. */
    const widen = (narrow: Scope, of: keyof Scope, more: string | undefined): Scope => ({
      ...narrow,
      [of]: narrow[of].length === 0 || more === undefined ? [] : [...narrow[of], more],
    })
    fc.assert(
      fc.property(
        grant,
        kind,
        fc.option(key, { nil: undefined }),
        action,
        thing,
        (held, of, more, does, what) => {
          const wide = { ...held, scope: widen(held.scope, of, more) }
          if (may(actorOf([held]), does, what)) expect(may(actorOf([wide]), does, what)).toBe(true)
          if (may(actorOf([held]), does)) expect(may(actorOf([wide]), does)).toBe(true)
        },
      ),
      { numRuns: 2_000 },
    )
  })

  test('several grants give what one of them gives, no less and no more', () => {
    fc.assert(
      fc.property(fc.array(grant, { maxLength: 4 }), action, thing, (held, does, what) => {
        const alone = held.some((one) => may(actorOf([one]), does, what))
        expect(may(actorOf(held), does, what)).toBe(does === 'public.read' || alone)
      }),
      { numRuns: 2_000 },
    )
  })

  test('an unlimited grant covers everything that its role may, whatever the thing', () => {
    fc.assert(
      fc.property(fc.constantFrom(...roles), action, thing, (role, does, what) => {
        expect(may(actorWith(role), does, what)).toBe(isAllowed(role, does))
      }),
    )
  })

  test('who may do it to a thing may do it at all, and a role that may not never does', () => {
    fc.assert(
      fc.property(grant, action, thing, (held, does, what) => {
        const actor = actorOf([held])
        if (may(actor, does, what)) expect(may(actor, does)).toBe(true)
        if (may(actor, does)) expect(isAllowed(held.role, does)).toBe(true)
      }),
      { numRuns: 1_000 },
    )
  })

  test('a limit that counts refuses every thing that does not say that it lies inside', () => {
    fc.assert(
      fc.property(grant, action, (held, does) => {
        const counts = (of: keyof Scope) => held.scope[of].length > 0 && reaches[does][of] !== 'open'
        const isLimited = counts('places') || counts('organisations') || counts('fields')
        if (does !== 'public.read' && isLimited) expect(may(actorOf([held]), does, wholeTenant)).toBe(false)
      }),
      { numRuns: 1_000 },
    )
  })
})
