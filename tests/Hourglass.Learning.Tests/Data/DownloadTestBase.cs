using System.Security.Cryptography;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

/// <summary>One file of known content, a folder to download it into, and downloads that are quick to lose patience.</summary>
public abstract class DownloadTestBase : IDisposable
{
    private protected static readonly byte[] Content = Noise(300_000);
    private protected static readonly DownloadFile Wanted = new("data.gz", Content.Length, Convert.ToHexString(SHA256.HashData(Content)));

    private protected static readonly DownloadOptions Quick = new()
    {
        AnswerTimeout = TimeSpan.FromSeconds(4), // Shared by the mirrors; long enough for a machine under load.
        StallTimeout = TimeSpan.FromMilliseconds(500),
    };

    private readonly ScratchFolder _folder = new();

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected Downloads Downloads { get; } = new(Quick);

    private protected string Cache => _folder.At("cache");

    private protected string Part => Path.Combine(Cache, Wanted.Name + ".part");

    public void Dispose()
    {
        Downloads.Dispose();
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static byte[] Noise(int length)
    {
        byte[] noise = new byte[length];
        RandomKey key = new(7);
        for (int i = 0; i < length; i++) noise[i] = (byte)key.Bits(i);
        return noise;
    }

    private protected Task<string> FetchAsync(params LoopbackServer[] servers) => FetchAsync(null, servers);

    private protected Task<string> FetchAsync(IProgress<DownloadProgress>? progress, params LoopbackServer[] servers) =>
        Downloads.FetchAsync(Wanted, [.. servers.Select(server => server.Address)], Cache, progress, Token);

    private protected void LeavePart(byte[] content) => _folder.Write(Path.Combine("cache", Path.GetFileName(Part)), content);

    private protected void AssertDelivered()
    {
        Assert.Equal(Content, File.ReadAllBytes(Path.Combine(Cache, Wanted.Name)));
        Assert.False(File.Exists(Part));
    }

    private protected sealed class Recorder(List<DownloadProgress> reports, Action<long>? onReceived = null) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value)
        {
            reports.Add(value);
            onReceived?.Invoke(value.Received);
        }
    }
}
