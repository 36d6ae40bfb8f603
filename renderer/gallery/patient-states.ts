import type { PatientState } from '../../contract/patient.ts'

const state = (parts: Partial<PatientState>): PatientState => ({
  revision: 1,
  phase: 'welcome',
  asks: [],
  language: 'ja',
  ...parts,
})

/** The patient's screen in each of its phases. */
export const PATIENT_STATES: readonly { readonly name: string; readonly state: PatientState }[] = [
  { name: 'patient-welcome', state: state({}) },
  { name: 'patient-reading', state: state({ phase: 'reading', language: 'en' }) },
  {
    name: 'patient-show',
    state: state({
      phase: 'show',
      asks: ['portal-screen', 'eligibility-notice', 'self-declaration'],
      language: 'pt',
    }),
  },
  {
    name: 'patient-show-one',
    state: state({ phase: 'show', asks: ['eligibility-certificate'], language: 'ko' }),
  },
  { name: 'patient-wait', state: state({ phase: 'wait', language: 'zh-Hans' }) },
  { name: 'patient-thanks', state: state({ phase: 'thanks', language: 'vi' }) },
]
