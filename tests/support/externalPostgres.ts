import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { chown, mkdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { generate } from 'selfsigned'
import { findCloneFolder, runsAsRoot, systemFolder } from '#app/platform/dataFolder.server.ts'
import { type Cluster, findFreePort, initialiseCluster } from '#app/platform/postgres/cluster.server.ts'
import { findPrograms, findServerUser } from '#app/platform/postgres/programs.server.ts'

export type ExternalPostgres = {
  readonly port: number
  /** The certificate that vouches for the server, and one of somebody else. */
  readonly rootCertificate: string
  readonly foreignCertificate: string
  /** Address of a database; `query` as in "sslmode=verify-full&…". */
  url(login: { name: string; password: string }, database: string, query?: string): string
  admin: { name: string; password: string }
  /** As somebody on the server's own computer: statements of its administrator. */
  run(statement: string, database?: string): Promise<void>
  stop(): Promise<void>
}

const certificateFor = (name: string) =>
  generate([{ name: 'commonName', value: name }], {
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'keyUsage', digitalSignature: true, keyEncipherment: true, keyCertSign: true },
      { name: 'subjectAltName', altNames: [{ type: 2, value: name }] },
    ],
  })

/**
 * A PostgreSQL as somebody else would run it: started by nobody of ours, and it lets nobody in without encryption. Its
 * certificate is for `localhost`, not for 127.0.0.1.
 */
export async function startExternalPostgres(): Promise<ExternalPostgres> {
  const parent = runsAsRoot ? join(systemFolder, 'tests') : tmpdir()
  await mkdir(parent, { recursive: true, mode: 0o711 })
  const folder = join(parent, `${process.pid}-external-${randomBytes(4).toString('hex')}`)
  await mkdir(folder, { mode: 0o711 })
  const user = findServerUser()
  const programs = await findPrograms(findCloneFolder(), folder)
  const admin = { name: 'lueckenlos_admin', password: randomBytes(12).toString('hex') }
  const cluster: Cluster = {
    programs,
    dataFolder: folder,
    user,
    adminPassword: admin.password,
    disposable: true,
  }
  await initialiseCluster(cluster)
  const data = join(folder, 'postgres')
  const [own, foreign] = await Promise.all([certificateFor('localhost'), certificateFor('localhost')])
  const rootCertificate = join(folder, 'root.crt')
  const foreignCertificate = join(folder, 'foreign.crt')
  await writeFile(rootCertificate, own.cert)
  await writeFile(foreignCertificate, foreign.cert)
  const secret = { mode: 0o600 }
  await writeFile(join(data, 'server.crt'), own.cert, secret)
  await writeFile(join(data, 'server.key'), own.private, secret)
  await writeFile(join(data, 'pg_hba.conf'), 'hostssl all all 127.0.0.1/32 scram-sha-256\n', secret)
  for (const name of ['server.crt', 'server.key', 'pg_hba.conf'])
    if (user) await chown(join(data, name), user.uid, user.gid)

  const port = await findFreePort()
  const settings = ['ssl=on', 'listen_addresses=127.0.0.1', 'unix_socket_directories=', 'fsync=on']
  const server = spawn(
    join(programs.folder, 'bin', 'postgres'),
    ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
    { cwd: data, env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' }, stdio: 'ignore', ...user },
  )
  const url: ExternalPostgres['url'] = ({ name, password }, database, query) =>
    `postgresql://${name}:${password}@localhost:${port}/${database}?${query ?? `sslmode=verify-full&sslrootcert=${rootCertificate}`}`
  const run: ExternalPostgres['run'] = async (statement, database = 'postgres') => {
    const client = new pg.Client({ connectionString: url(admin, database) })
    await client.connect()
    try {
      await client.query(statement)
    } finally {
      await client.end()
    }
  }
  for (let waited = 0; ; waited += 50) {
    if (server.exitCode !== null) throw new Error('the external PostgreSQL ended while starting')
    const isThere = await run('select 1').then(
      () => true,
      () => false,
    )
    if (isThere) break
    if (waited > 20_000) throw new Error('the external PostgreSQL does not start')
    await sleep(50)
  }
  return {
    port,
    rootCertificate,
    foreignCertificate,
    admin,
    url,
    run,
    async stop() {
      server.kill('SIGINT')
      if (server.exitCode === null && server.signalCode === null) await once(server, 'exit')
      await rm(folder, { recursive: true, force: true })
    },
  }
}
