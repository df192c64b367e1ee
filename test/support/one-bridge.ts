import { powershellBridge } from '../../src/backends/pin-service/powershell-bridge.ts';
import { logLines } from './log-lines.ts';
import { done, type PoolAnswer, type PoolCall, powershellPool } from './powershell-pool.ts';

/** One worker for many tests: what a test breaks is started again. */
export async function oneBridge(script: string) {
  let answers: (call: PoolCall) => PoolAnswer | Promise<PoolAnswer> = () => done();
  const pool = await powershellPool((call) => (call.request.do === 'start' ? done() : answers(call)));
  const logged = logLines();
  const bridge = powershellBridge({
    launch: pool.launch(script),
    start: { do: 'start' },
    workers: 1,
    log: logged.log,
    times: { backOffMs: 10, closeMs: 200 },
  });
  return {
    pool,
    logged,
    bridge,
    asked: (what: string) => pool.calls.filter(({ request }) => request.do === what),
    answerBy(given: typeof answers) {
      answers = given;
      pool.calls.length = 0;
      logged.lines.length = 0;
    },
    async close() {
      await bridge.close();
      await pool.close();
    },
  };
}
export type OneBridge = Awaited<ReturnType<typeof oneBridge>>;
