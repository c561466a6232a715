using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Opens data sets by name, or from files.</summary>
public static class DataSources
{
    /// <summary>The name of the data set that needs no file.</summary>
    public const string BuiltIn = "digits";

    private const int BuiltInTrain = 60_000, BuiltInTest = 10_000;
    private const ulong BuiltInSeed = 1;
    private const int LargeSet = 50_000;

    /// <summary>Gets the endings of the names of files that can be data of one's own; folders of PNG pictures and IDX images can, too.</summary>
    public static IReadOnlyList<string> FileExtensions => FileReader.Extensions;

    /// <summary>Gets the names that are known.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. DatasetCatalog.All.Select(static entry => entry.Name), BuiltIn];

    /// <summary>Opens a data set, splits it and gives it the targets that are asked for.</summary>
    /// <param name="spec">Which data.</param>
    /// <param name="seed">The seed of the split and of pairs.</param>
    /// <param name="workers">The team.</param>
    /// <param name="locator">Finds or downloads published sets.</param>
    /// <param name="cancellation">Ends a download.</param>
    /// <exception cref="SpecException">The description is not valid.</exception>
    /// <exception cref="DownloadException">The set is not on this machine and cannot be downloaded.</exception>
    /// <exception cref="InvalidDataException">A file is not what it should be.</exception>
    public static async Task<DataSplit> OpenAsync(
        DataSpec spec, ulong seed, Workers workers, DatasetLocator locator, CancellationToken cancellation = default)
    {
        SpecValidator.EnsureValid(spec);
        DataSplit whole = spec.File is { } file ? FileData.Open(file)
            : spec.Name == BuiltIn ? Draw(Math.Min(spec.Take ?? BuiltInTrain, BuiltInTrain), workers)
            : await ReadAsync(DatasetCatalog.Get(spec.Name), locator, cancellation).ConfigureAwait(false);

        IDataset taken = spec.Take is { } count ? Checked(whole.Train, count) : whole.Train;
        int validation = spec.Validation ?? (taken.Count < LargeSet ? taken.Count / 10 : Split.DefaultValidation);
        if (validation >= taken.Count)
            throw new SpecException([new("data.validation", Phrase.Of($"received {validation}, expected fewer than the {taken.Count} training samples."))]);
        if (spec.Stratified && taken.Labels.IsEmpty)
            throw new SpecException([new("data.stratified", Phrase.Of($"received it, expected a plain split: {taken.Name} has no labels."))]);
        RandomKey key = new(seed);
        DataSplit split = Split.Of(taken, whole.Test, whole.Origin, key, validation, spec.Stratified) with { Scaling = whole.Scaling, Fingerprint = whole.Fingerprint };
        return SplitTargets.With(split, spec, key);
    }

    /// <summary>Gets what the digits of the built-in test set were drawn from, in their order.</summary>
    /// <remarks>Nothing is painted, so <see cref="DigitFactors.Width"/> and <see cref="DigitFactors.Height"/>, which follow from the picture, are 0.</remarks>
    public static IReadOnlyList<DigitFactors> BuiltInTestFactors()
    {
        RandomKey key = new RandomKey(BuiltInSeed).Fold(1);
        DigitFactors[] factors = new DigitFactors[BuiltInTest];
        for (int i = 0; i < factors.Length; i++)
        {
            DigitRandom random = new(key.Fold((ulong)i));
            factors[i] = DigitStyle.Draw(ref random);
        }

        return factors;
    }

    private static IDataset Checked(IDataset train, int count) => count <= train.Count
        ? train.Take(count)
        : throw new SpecException([new("data.take", Phrase.Of($"received {count}, expected at most {train.Count}, the samples of {train.Name}."))]);

    /// <summary>Draws no more than is taken: the first digits of a longer sheet are the same.</summary>
    private static DataSplit Draw(int count, Workers workers)
    {
        RandomKey key = new(BuiltInSeed);
        Shape shape = new(1, Digits.Side, Digits.Side);
        DigitSheet train = Digits.Generate(count, key.Fold(0), workers), test = Digits.Generate(BuiltInTest, key.Fold(1), workers);
        string[] classes = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
        return new DataSplit(
            new ImageSet(BuiltIn, shape, train.Pixels, train.Labels, classes),
            null,
            new ImageSet($"{BuiltIn}, test", shape, test.Pixels, test.Labels, classes),
            Phrase.Of("the built-in digits"));
    }

    private static async Task<DataSplit> ReadAsync(
        DatasetEntry entry, DatasetLocator locator, CancellationToken cancellation)
    {
        DatasetFiles files = await locator.FindOrFetchAsync(entry, null, cancellation).ConfigureAwait(false);
        return new DataSplit(files.ReadTrain(), null, files.ReadTest(), files.Origin);
    }
}
