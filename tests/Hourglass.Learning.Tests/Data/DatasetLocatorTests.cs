using System.IO.Compression;
using System.Security.Cryptography;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class DatasetLocatorTests : IDisposable
{
    private static readonly string[] Names =
        ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"];

    private static readonly byte[][] Contents =
    [
        [0, 0, 8, 3, 0, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, 3, 4, 5, 6],
        [0, 0, 8, 1, 0, 0, 0, 3, 0, 1, 9],
        [0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 2, 7, 8],
        [0, 0, 8, 1, 0, 0, 0, 1, 5],
    ];

    private readonly ScratchFolder _folder = new();
    private readonly Downloads _downloads = new();
    private readonly LoopbackServer _server;
    private bool _offline;

    public DatasetLocatorTests() => _server = new LoopbackServer(request =>
        _offline ? new Reply(503, []) : Reply.Good(request, Gzip(Contents[Array.IndexOf(Names, request.Path[1..^3])])));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private DatasetEntry Entry => Make("mnist");

    private DatasetLocator Locator => new(new DataFolders(_folder.At("own"), _folder.At("cache")), _downloads);

    public void Dispose()
    {
        _server.Dispose();
        _downloads.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("own/mnist", "", "mnist from $HOURGLASS_DATA/mnist, ")]
    [InlineData("own/mnist", ".gz", "mnist from $HOURGLASS_DATA/mnist, ")]
    [InlineData("own", "", "mnist from $HOURGLASS_DATA, ")]
    [InlineData("cache/mnist", ".gz", "mnist from the cache, ")]
    public void Find_InEachPlace_SaysWhere(string place, string ending, string origin)
    {
        Fill(place, ending);

        DatasetFiles? files = Locator.Find(Entry);

        Assert.NotNull(files);
        Assert.Equal(origin + _folder.At(place.Split('/')), files.Origin);
        AssertSets(files);
    }

    [Fact]
    public void Find_InSeveralPlaces_TakesTheUsersOwn()
    {
        Fill("cache/mnist", "");
        Fill("own", "");
        Assert.StartsWith("mnist from $HOURGLASS_DATA, ", Locator.Find(Entry)!.Origin, StringComparison.Ordinal);

        Fill("own/mnist", "");
        Assert.StartsWith("mnist from $HOURGLASS_DATA/mnist, ", Locator.Find(Entry)!.Origin, StringComparison.Ordinal);
    }

    [Fact]
    public void Find_NamesWithADot_AreFound()
    {
        for (int i = 0; i < Names.Length; i++)
            _folder.Write(Path.Combine("own", "mnist", Names[i].Replace("-idx", ".idx", StringComparison.Ordinal)), Contents[i]);

        AssertSets(Locator.Find(Entry)!);
    }

    [Fact]
    public void Find_OneFileMissing_FindsNothing()
    {
        Fill("own/mnist", "");
        File.Delete(_folder.At("own", "mnist", Names[2]));

        Assert.Null(Locator.Find(Entry));
    }

    [Fact]
    public void Find_OwnFolderNamedAfterAnotherSet_IsNotTakenForThisOne()
    {
        Fill("mnist", "");
        DatasetLocator locator = new(new DataFolders(_folder.At("mnist"), _folder.At("cache")), _downloads);

        Assert.NotNull(locator.Find(Make("mnist")));
        Assert.Null(locator.Find(Make("kmnist")));
    }

    [Fact]
    public async Task FindOrFetch_NotHere_DownloadsOnceIntoTheCache()
    {
        DatasetFiles fetched = await Locator.FindOrFetchAsync(Entry, null, Token);
        DatasetFiles found = await Locator.FindOrFetchAsync(Entry, null, Token);

        Assert.Equal($"mnist, downloaded to {_folder.At("cache", "mnist")}", fetched.Origin);
        AssertSets(fetched);
        Assert.Equal($"mnist from the cache, {_folder.At("cache", "mnist")}", found.Origin);
        Assert.Equal(4, _server.Requests.Count);
    }

    [Fact]
    public async Task FindOrFetch_CacheLacksOneFile_DownloadsThatOne()
    {
        Fill("cache/mnist", "");
        File.Delete(_folder.At("cache", "mnist", Names[3]));

        AssertSets(await Locator.FindOrFetchAsync(Entry, null, Token));

        Assert.Equal([$"/{Names[3]}.gz"], _server.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task FindOrFetch_NotToBeHad_SaysWhereItLookedAndWhatToDo()
    {
        _offline = true;
        Fill("own/mnist", "");
        File.Delete(_folder.At("own", "mnist", Names[3]));

        DownloadException error = await Assert.ThrowsAsync<DownloadException>(() => Locator.FindOrFetchAsync(Entry, null, Token));

        Assert.Equal(
            [
                "mnist/train-images-idx3-ubyte.gz could not be downloaded:",
                $"  {_server.Address}train-images-idx3-ubyte.gz: answered 503 ServiceUnavailable",
                "It is not on this machine either:",
                $"  {_folder.At("own", "mnist")}: without t10k-labels-idx1-ubyte.gz",
                $"  {_folder.At("own")}: none of its files",
                $"  {_folder.At("cache", "mnist")}: none of its files",
                "Put the four files into a folder mnist, set HOURGLASS_DATA to the folder above it, "
                    + "or check the network and the proxy and try again; what has arrived is kept.",
            ],
            error.Message.Split('\n'));
    }

    [Fact]
    public void Find_RealMnist_IsReadAsPublished()
    {
        if (new DatasetLocator(DataFolders.FromEnvironment(), _downloads).Find(DatasetCatalog.Mnist) is not { } files)
        {
            Assert.Skip("HOURGLASS_DATA and the cache hold no MNIST.");
            return;
        }

        ImageSet train = files.ReadTrain(), test = files.ReadTest();

        Assert.Equal((60_000, 10_000), (train.Count, test.Count));
        Assert.Equal(new Shape(1, 28, 28), train.Shape);
        Assert.Equal([5, 0, 4, 1, 9, 2, 1, 3, 1, 4], train.Labels[..10].ToArray());
        Assert.Equal([7, 2, 1, 0, 4, 1, 4, 9, 5, 9], test.Labels[..10].ToArray());

        // SHA-256 of the unpacked published files, header included.
        AssertPublished(train, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db");
        AssertPublished(test, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7");
    }

    private static void AssertPublished(ImageSet set, string sum)
    {
        byte[] header = [0, 0, 8, 3, 0, (byte)(set.Count >> 16), (byte)(set.Count >> 8), (byte)set.Count, 0, 0, 0, 28, 0, 0, 0, 28];
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(header);
        hash.AppendData(set.Pixels);
        Assert.Equal(sum, Convert.ToHexStringLower(hash.GetCurrentHash()));
    }

    private static void AssertSets(DatasetFiles files)
    {
        ImageSet train = files.ReadTrain(), test = files.ReadTest();
        Assert.Equal(("mnist", "mnist, test"), (train.Name, test.Name));
        Assert.Equal(Contents[0][16..], train.Pixels.ToArray());
        Assert.Equal([0, 1, 9], train.Labels.ToArray());
        Assert.Equal(Contents[2][16..], test.Pixels.ToArray());
        Assert.Equal([5], test.Labels.ToArray());
    }

    private static byte[] Gzip(byte[] content)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Optimal)) gzip.Write(content);
        return packed.ToArray();
    }

    private DatasetEntry Make(string name)
    {
        DownloadFile[] files = new DownloadFile[4];
        for (int i = 0; i < files.Length; i++)
        {
            byte[] packed = Gzip(Contents[i]);
            files[i] = new DownloadFile(Names[i] + ".gz", packed.Length, Convert.ToHexString(SHA256.HashData(packed)));
        }

        return DatasetCatalog.Mnist with
        {
            Name = name,
            TrainImages = files[0],
            TrainLabels = files[1],
            TestImages = files[2],
            TestLabels = files[3],
            Mirrors = [_server.Address],
        };
    }

    private void Fill(string place, string ending)
    {
        for (int i = 0; i < Names.Length; i++)
            _folder.Write(Path.Combine(place, Names[i] + ending), ending.Length == 0 ? Contents[i] : Gzip(Contents[i]));
    }
}
