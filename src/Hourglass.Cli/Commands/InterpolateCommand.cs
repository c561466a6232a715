using System.CommandLine;
using Hourglass.Learning;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Cli;

/// <summary>Decodes the codes between those of two test samples.</summary>
internal sealed class InterpolateCommand : GeneratorCommand
{
    // On MNIST a six and a zero, which look alike and are not.
    private const int DefaultFrom = -1, DefaultTo = 3;
    private const int DefaultSteps = 10, LeastSteps = 2, MostSteps = 1000;

    private static readonly Option<string> From = CliOption.Value(
        "--from", "I", Phrase.Mark("the test sample to begin with, from 0; -1 is the last (-1)"));
    private static readonly Option<string> To = CliOption.Value("--to", "J", Phrase.Mark("the test sample to end with (3)"));
    private static readonly Option<string> Steps = CliOption.Value("--steps", "N", Phrase.Mark("codes on the way, both ends included (10)"));
    private static readonly Option<string> Way = CliOption.Value(
        "--path", "NAME", Phrase.Mark("linear or spherical (spherical for variational models, linear for others)"));

    public InterpolateCommand()
        : base("interpolate", Phrase.Mark("Decode the codes between two test samples, still and moving."), From, To, Steps, Way)
    {
        Examples = ["hourglass interpolate runs/dense32 --from -1 --to 3", "hourglass interpolate runs/vae --from 0 --to 1 --steps 30"];
    }

    /// <inheritdoc/>
    protected override Func<CodeSource, Task<Generated>> Read(OptionValues values)
    {
        int from = values.Int(From) ?? DefaultFrom, to = values.Int(To) ?? DefaultTo;
        int steps = ReadCount(values, Steps, DefaultSteps, LeastSteps, MostSteps);
        CodePathKind? way = values.Word<CodePathKind>(Way);
        return codes => GenerateAsync(codes, from, to, steps, way);
    }

    private static async Task<Generated> GenerateAsync(CodeSource source, int from, int to, int steps, CodePathKind? way)
    {
        CodePathKind kind = way ?? (source.HasPrior ? CodePathKind.Spherical : CodePathKind.Linear);
        DataSplit split = await source.OpenAsync().ConfigureAwait(false);

        // Numbered as the rows that 'encode', 'projector' and 'tsne' write.
        IDataset test = split.Test.InSourceOrder();
        int[] indices = [Resolve(From, from, test), Resolve(To, to, test)];
        float[] originals = Representations.Read(test, indices, Workers.Single), ends = source.Encode(originals);
        int size = source.Model.CodeSize;
        float[] codes = CodePath.Between(ends.AsSpan(0, size), ends.AsSpan(size), steps, kind);
        string first = Describe(test, indices[0]), last = Describe(test, indices[1]);
        return new Generated(
            "interpolation",
            SpecNames.Of(kind),
            kind == CodePathKind.Spherical
                ? Phrase.Of($"Went from test sample {first} to {last} in {Figures.Count(steps)} steps on a spherical path.")
                : Phrase.Of($"Went from test sample {first} to {last} in {Figures.Count(steps)} steps on a linear path."),
            source.Model.OutputShape,
            codes,
            source.Decode(codes))
        {
            // A model whose output is of another shape than its input has no originals of that shape.
            Layout = images => images.Shape == source.Model.Input
                ? GeneratedPictures.Interpolation(new ImageBatch(images.Shape, originals), images)
                : GeneratedPictures.Samples(images),
            Moves = true,
        };
    }

    /// <summary>Counts from the end where the number is negative.</summary>
    private static int Resolve(Option<string> option, int index, IDataset set)
    {
        int resolved = index < 0 ? set.Count + index : index;
        if (resolved >= 0 && resolved < set.Count) return resolved;
        throw new UsageException(Phrase.Of($"{option.Name}: received '{index}', expected {-set.Count} to {set.Count - 1}, the samples of {set.Name}."));
    }

    private static string Describe(IDataset set, int index)
    {
        string number = Figures.Count(index);
        return set.Labels.IsEmpty ? number : $"{number} ({set.ClassNames[set.Labels.Span[index]]})";
    }
}
