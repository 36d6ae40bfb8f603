import { mount } from './parts/mount.tsx'
import { PatientPage } from './patient/patient-page.tsx'

mount(<PatientPage />)
