import '../contract/zod-jitless.ts'

import { mount } from './frame/mount.tsx'
import { PatientPage } from './screens/patient/patient-page.tsx'

mount(<PatientPage />)
