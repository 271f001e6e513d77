import { useBlocker } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { Forms, isOwnMove, useHasForms } from './unsaved.ts'

const LeaveQuestion = lazy(() => import('./leave-question.tsx'))

interface AskBeforeLossProps {
  forms: Forms
  /**
   * Set if the forms are in a drawer or dialog; absent if they are in the page itself. `isClosing` is true once the drawer is about to
   * close. Then the user is asked, and `onAnswer` is called with the answer.
   */
  drawer?: { isClosing: boolean; onAnswer: (mayClose: boolean) => void }
}

/**
 * If a form has unsaved input, asks the user before another page is opened, because this input would be lost. If the forms are in a
 * drawer, also asks before the drawer is closed, for example by the browser's Back. When the tab is closed or loaded again, the browser
 * itself asks.
 */
export function AskBeforeLoss({ forms, drawer }: AskBeforeLossProps) {
  const leave = useBlocker({
    shouldBlockFn: ({ current, next, action }) => {
      const isBack = action !== 'PUSH' && action !== 'REPLACE' && !isOwnMove()
      return (current.pathname !== next.pathname || (drawer !== undefined && isBack)) && forms.hasUnsaved()
    },
    enableBeforeUnload: () => forms.hasUnsaved(),
    disabled: !useHasForms(forms),
    withResolver: true,
  })
  const isBlocked = leave.status === 'blocked'
  if (!isBlocked && drawer?.isClosing !== true) return null
  return (
    <Suspense>
      <LeaveQuestion
        isClosing={drawer !== undefined && (!isBlocked || leave.current.pathname === leave.next.pathname)}
        onStay={isBlocked ? leave.reset : () => drawer?.onAnswer(false)}
        onLeave={isBlocked ? leave.proceed : () => drawer?.onAnswer(true)}
      />
    </Suspense>
  )
}

/**
 * For a drawer or dialog that contains forms. The returned `close` closes it. If one of `forms` has unsaved input, `close` first asks the
 * user. The returned `question` shows this question. It must be rendered inside the drawer or dialog; otherwise, Escape would close the
 * drawer or dialog together with the question.
 */
export function useAskBeforeClosing(onClose: () => void) {
  const [forms] = useState(() => new Forms())
  const [isClosing, setIsClosing] = useState(false)
  const onAnswer = (mayClose: boolean) => {
    setIsClosing(false)
    if (mayClose) onClose()
  }
  return {
    forms,
    close: () => (forms.hasUnsaved() ? setIsClosing(true) : onClose()),
    question: <AskBeforeLoss forms={forms} drawer={{ isClosing, onAnswer }} />,
  }
}
