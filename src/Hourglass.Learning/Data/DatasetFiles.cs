namespace Hourglass.Learning;

/// <summary>Names the four files of a data set on this machine.</summary>
/// <param name="Entry">The data set.</param>
/// <param name="TrainImages">The path of the training images.</param>
/// <param name="TrainLabels">The path of their labels.</param>
/// <param name="TestImages">The path of the test images.</param>
/// <param name="TestLabels">The path of their labels.</param>
/// <param name="Origin">Where they were found or came from, in one line.</param>
public sealed record DatasetFiles(
    DatasetEntry Entry, string TrainImages, string TrainLabels, string TestImages, string TestLabels, string Origin)
{
    /// <summary>Reads the training set.</summary>
    /// <exception cref="InvalidDataException">A file is not what it should be.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public ImageSet ReadTrain() => IdxFile.ReadImages(TrainImages, TrainLabels, Entry.Name, Entry.ClassNames);

    /// <summary>Reads the test set.</summary>
    /// <exception cref="InvalidDataException">A file is not what it should be.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public ImageSet ReadTest() => IdxFile.ReadImages(TestImages, TestLabels, Entry.Name + ", test", Entry.ClassNames);
}
