/** Lines for `/etc/udev/rules.d/70-uketsuke-scanner.rules`, which give the person at the desk access to a scanner. */

const hex = (id: number): string => id.toString(16).padStart(4, '0')

/** For a HID scanner by its maker's id: `0x0c2e` → `KERNEL=="hidraw*", ATTRS{idVendor}=="0c2e", …`. Lower case. */
export const hidUdevRule = (vendorId: number): string =>
  `KERNEL=="hidraw*", ATTRS{idVendor}=="${hex(vendorId)}", MODE="0660", GROUP="plugdev", TAG+="uaccess"`

/** For a serial scanner by its device: `/dev/ttyACM0` → `KERNEL=="ttyACM0", …`. */
export const serialUdevRule = (path: string): string =>
  `KERNEL=="${path.replace(/^\/dev\//, '')}", MODE="0660", GROUP="plugdev", TAG+="uaccess"`

/** `0c2e:0b81`: the maker and the model, as `lsusb` writes them. */
export const usbName = (vendorId: number, productId: number): string => `${hex(vendorId)}:${hex(productId)}`
