// The true reference server of the AT Protocol, with a directory of identities (PLC) in memory: what the tests of
// Bluesky speak to. Everything it keeps lies in the folder that PDS_DATA_DIRECTORY names. It ends with its standard
// input, so that it never outlives the tests.
import { createRequire } from 'node:module'
import { PDS, envToCfg, envToSecrets, readEnv } from '@atproto/pds'

const require = createRequire(import.meta.url)
const { Database, PlcServer } = require('@did-plc/server')

const plc = PlcServer.create({ db: Database.mock(), port: 0 })
const directory = await plc.start()
process.env.PDS_DID_PLC_URL = `http://127.0.0.1:${directory.address().port}`

const env = readEnv()
const pds = await PDS.create(envToCfg(env), envToSecrets(env))
await pds.start()
console.log('ready')

process.stdin.on('end', () => process.exit(0))
process.stdin.resume()
