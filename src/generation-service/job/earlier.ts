// The job host of a generation that was started by version 0.2. In that version, each object hosted only one generation. During an update,
// Workers of version 0.2 still call such an object, and their calls do not name the generation.
import type { GenerationRecord } from '../model/generation.ts'
import { JobHostObject } from './durable-object.ts'
import type { JobEvent } from './events.ts'
import type { CallbackMessage, CancelResult } from './rpc.ts'
import type { Delivery } from './state.ts'

type New<Redelivered> = Omit<Redelivered, 'attempts' | 'nextAt'>

export class EarlierJobObject extends JobHostObject {
  override wait(id: string | number, timeoutMs?: number): Promise<GenerationRecord | null> {
    return typeof id === 'number' ? super.wait(this.firstId, id) : super.wait(id, timeoutMs!)
  }

  override view(id = this.firstId): Promise<GenerationRecord | null> {
    return super.view(id)
  }

  override events(id: string | number, after: number, timeoutMs?: number): Promise<{ events: JobEvent[]; finished: boolean } | null> {
    return typeof id === 'number' ? super.events(this.firstId, id, after) : super.events(id, after, timeoutMs!)
  }

  override wake(id = this.firstId): Promise<boolean> {
    return super.wake(id)
  }

  override cancel(id = this.firstId): Promise<CancelResult | null> {
    return super.cancel(id)
  }

  override callback(id: string | CallbackMessage, message?: CallbackMessage): Promise<'accepted' | 'refused' | 'unknown'> {
    return typeof id === 'string' ? super.callback(id, message!) : super.callback(this.firstId, id)
  }

  override redeliver(id: string | New<Delivery>, delivery?: New<Delivery>): Promise<void> {
    return typeof id === 'string' ? super.redeliver(id, delivery!) : super.redeliver(id.generationId ?? this.firstId, id)
  }

  override forget(id = this.firstId): Promise<void> {
    return super.forget(id)
  }
}
