namespace Hourglass.Learning;

/// <summary>Names a file to download whose content is known beforehand.</summary>
/// <param name="Name">The file name, relative to a mirror and to the target folder.</param>
/// <param name="Bytes">The exact size, which is also the most that is ever taken from a mirror.</param>
/// <param name="Sha256">The SHA-256 of the content, 64 hexadecimal digits.</param>
public sealed record DownloadFile(string Name, long Bytes, string Sha256);
