using System.Security.Cryptography;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Opens data of one's own: reads, holds back a test set, scales, mixes what stands in the order of names.</summary>
internal static class FileData
{
    // The test set is a property of the data, the same for every seed of a run, so that runs can be compared.
    private static readonly RandomKey TestKey = new RandomKey(1).Fold(0x74657374);

    // So is the order of pictures: names sort them by class, and the first of a set stand for all of it where not all are taken or shown.
    private static readonly RandomKey OrderKey = new RandomKey(1).Fold(0x6F72646572);

    /// <summary>Opens data.</summary>
    /// <param name="file">Which data.</param>
    /// <returns>Training and test set, without a validation set.</returns>
    /// <exception cref="InvalidDataException">The data are not what they should be, or not those of the fingerprint.</exception>
    /// <exception cref="IOException">They cannot be read.</exception>
    public static DataSplit Open(DataFile file)
    {
        (string trainPath, string? testPath) = Paths(file);
        FileSamples train = FileReader.Read(trainPath, file);
        FileSamples? test = testPath is null ? null : FileReader.Read(testPath, file with { Labels = TestLabels(file) });
        if (test is not null && test.Shape != train.Shape)
            throw new InvalidDataException(Phrase.Of($"{testPath}: found test samples of {test.Shape}, expected {train.Shape} as in {trainPath}."));
        string fingerprint = Fingerprint(train, test);
        if (file.Fingerprint is { } known && known != fingerprint)
            throw new InvalidDataException(Phrase.Of($"{file.Path}: found other data than those that the run began with (fingerprint {fingerprint}, expected {known}). Bring them back, or train again."));

        bool[] held = test is null ? Hold(train, file) : new bool[train.Count];
        (train, test, Scaling? scaling) = Scale(train, test, held, file);
        IReadOnlyList<string> classes = test is null ? FileClasses.Of(train) : FileClasses.Of(train, test);
        IDataset all = train.ToSet(train.Name, classes), whole = Mix(all, train);
        DataSplit split = test is not null
            ? new(whole, null, Mix(test.ToSet($"{test.Name}, test", classes), test), Phrase.Of($"{file.Path} and {testPath}"))
            : held.Contains(true)
                ? new(Mix(all.Subset(Where(held, false)), train), null, Mix(all.Subset(Where(held, true), $"{train.Name}, test"), train), file.Path)
                : new(whole, null, whole, file.Path);
        return split with { Origin = Describe(split), Scaling = scaling, Fingerprint = fingerprint };
    }

    private static (string Train, string? Test) Paths(DataFile file)
    {
        if (file.Test is not null || !Directory.Exists(file.Path)) return (file.Path, file.Test);
        return PictureFolder.Halves(file.Path) is var (train, test) ? (train, test) : (file.Path, null);
    }

    /// <summary>A file of classes belongs to the training set alone.</summary>
    private static string? TestLabels(DataFile file) => file.Labels is { } labels && Path.IsPathFullyQualified(labels) ? null : file.Labels;

    private static bool[] Hold(FileSamples samples, DataFile file)
    {
        int count = (int)Math.Round(samples.Count * file.TestShare, MidpointRounding.AwayFromZero);
        if (file.TestShare > 0 && samples.Count == 1)
            throw new InvalidDataException(Phrase.Of($"{file.Path}: found one sample, expected more: one for training and one for testing."));
        if (file.TestShare > 0) count = Math.Clamp(count, 1, samples.Count - 1);
        if (count == 0) return new bool[samples.Count];
        IReadOnlyList<string> classes = FileClasses.Of(samples);
        return Split.Held(samples.ToSet(samples.Name, classes), count, classes.Count > 0, TestKey);
    }

    private static (FileSamples Train, FileSamples? Test, Scaling? Scaling) Scale(FileSamples train, FileSamples? test, bool[] held, DataFile file)
    {
        if (file is { Fitted: null, Scale: ScaleKind.None }) return (train, test, null);
        train = train.Widen();
        test = test?.Widen();
        Scaling scaling = file.Fitted ?? Scaling.Fit(file.Scale, train.Numbers, train.Shape.Size, Where(held, false))!;
        if (scaling.Features != train.Shape.Size)
            throw new InvalidDataException(Phrase.Of($"{file.Path}: found {train.Shape.Size:N0} features, expected {scaling.Features:N0} as in the data that the scaling was fitted to."));
        scaling.Apply(train.Numbers);
        if (test is not null) scaling.Apply(test.Numbers);
        return (train, test, scaling);
    }

    private static string Describe(DataSplit split)
    {
        IDataset train = split.Train;
        int classes = train.ClassNames.Count;
        return (classes > 0, ReferenceEquals(train, split.Test)) switch
        {
            (true, true) => Phrase.Of($"{train.Count:N0} samples of {train.Shape} from {split.Origin}, {classes} classes, measured on these samples themselves"),
            (true, false) => Phrase.Of($"{train.Count:N0} samples of {train.Shape} from {split.Origin}, {classes} classes, and {split.Test.Count:N0} for testing"),
            (false, true) => Phrase.Of($"{train.Count:N0} samples of {train.Shape} from {split.Origin}, measured on these samples themselves"),
            (false, false) => Phrase.Of($"{train.Count:N0} samples of {train.Shape} from {split.Origin}, and {split.Test.Count:N0} for testing"),
        };
    }

    private static string Fingerprint(FileSamples train, FileSamples? test)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        train.AddTo(hash);
        test?.AddTo(hash);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    /// <summary>Mixes samples that stand in the order of names; others have an order that somebody chose.</summary>
    private static IDataset Mix(IDataset set, FileSamples samples)
    {
        if (!samples.IsByName) return set;
        int[] order = new int[set.Count];
        OrderKey.FillPermutation(order);
        return set.Subset(order);
    }

    private static int[] Where(bool[] held, bool value) => [.. Enumerable.Range(0, held.Length).Where(i => held[i] == value)];
}
