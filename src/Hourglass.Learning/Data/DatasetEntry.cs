namespace Hourglass.Learning;

/// <summary>Describes a published data set of four IDX files.</summary>
/// <param name="Name">The name it is asked for by.</param>
/// <param name="Title">What it holds, in some words.</param>
/// <param name="Homepage">Where its makers describe it.</param>
/// <param name="License">The terms that its distributors state.</param>
/// <param name="TrainImages">The training images.</param>
/// <param name="TrainLabels">Their labels.</param>
/// <param name="TestImages">The test images.</param>
/// <param name="TestLabels">Their labels.</param>
/// <param name="Mirrors">Addresses that end in a slash, in the order to ask them.</param>
/// <param name="ClassNames">The names of the classes.</param>
public sealed record DatasetEntry(
    string Name,
    string Title,
    Uri Homepage,
    string License,
    DownloadFile TrainImages,
    DownloadFile TrainLabels,
    DownloadFile TestImages,
    DownloadFile TestLabels,
    IReadOnlyList<Uri> Mirrors,
    IReadOnlyList<string> ClassNames)
{
    /// <summary>Gets the four files: training images and labels, test images and labels.</summary>
    public IReadOnlyList<DownloadFile> Files => [TrainImages, TrainLabels, TestImages, TestLabels];

    /// <summary>Gets the bytes to download for all of it.</summary>
    public long Bytes => Files.Sum(file => file.Bytes);
}
