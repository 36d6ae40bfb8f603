/**
 * The share of another computer that the lane's Windows has, by its name. Wine finds a folder of this machine behind it: the
 * name is a real one, and no network is part of it.
 */
export const SHARE = '\\\\shikaku\\OQS'
