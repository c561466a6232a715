using System.IO.Compression;

namespace Hourglass.Learning.Tests;

/// <summary>Zip archives of NPY files, as <c>numpy.savez</c> and <c>savez_compressed</c> make them.</summary>
internal static class ZipSamples
{
    public static byte[] Of(bool isPacked, params ReadOnlySpan<(string Name, byte[] Content)> files)
    {
        using MemoryStream stream = new();
        using (ZipArchive archive = new(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, byte[] content) in files)
            {
                ZipArchiveEntry entry = archive.CreateEntry(name + ".npy", isPacked ? CompressionLevel.Optimal : CompressionLevel.NoCompression);
                entry.LastWriteTime = new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using Stream file = entry.Open();
                file.Write(content);
            }
        }

        return stream.ToArray();
    }
}
