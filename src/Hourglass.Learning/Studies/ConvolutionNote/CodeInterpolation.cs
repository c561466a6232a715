using Hourglass.Networks;

namespace Hourglass.Learning;

/// <summary>What lies between two digits: codes on the straight line from one to the other, decoded.</summary>
internal sealed class CodeInterpolation : Study
{
    private const int StepCount = 10, FourthImage = 3;

    /// <inheritdoc/>
    public override string Name => "interpolation";

    /// <inheritdoc/>
    public override StudySource Source => StudySource.ConvolutionNote;

    /// <inheritdoc/>
    public override string Question => Phrase.Of("What does the decoder draw on the straight line between the codes of two digits?");

    /// <inheritdoc/>
    internal override void Conduct(StudyBench bench)
    {
        InterpolatedPath small = Follow(bench, 2), large = Follow(bench, 16);
        StudyReport report = bench.Report;
        foreach (InterpolatedPath path in (InterpolatedPath[])[small, large])
        {
            report.Expect(new(Phrase.Of($"error of the two ends, code {path.Code}"), path.EndError, Phrase.Of("squared error per pixel")));
            report.Expect(new(Phrase.Of($"steps of {StepCount} that look like another digit, code {path.Code}"), path.Others) { Decimals = 0 });
        }

        Draw(report, small, large);
        Conclude(report, small, large);
    }

    private static InterpolatedPath Follow(StudyBench bench, int code)
    {
        StudyRun run = bench.Train(FormattableString.Invariant($"conv-{code}"), ConvolutionCodes.RecipeOf(bench, code));
        IDataset test = run.Split.Test, train = run.Split.Train;
        int[] ends = [test.Count - 1, FourthImage];
        ImageBatch originals = new(test.Shape, Representations.Read(test, ends, bench.Workers));
        float[] codes = new Inference(run.Network, bench.Workers).Encode(originals.Pixels.Span);
        float[] path = CodePath.Between(codes.AsSpan(0, code), codes.AsSpan(code), StepCount, CodePathKind.Linear);
        RunFigures digits = bench.Once($"digits-{run.Name}", () =>
        {
            NeighborClassifier classifier = new(LabeledPoints.Of(run.Encode(train), train));
            int[] answers = classifier.Predict(new Points(path, code), bench.Workers, bench.Cancellation);
            return new RunFigures(answers.Select(static (digit, step) => new RunFigure(FormattableString.Invariant($"digit_{step + 1:00}"), digit)));
        });
        int[] classes = [.. ends.Select(end => test.Labels.Span[end])];
        return new InterpolatedPath(run, originals, classes, path, run.Decode(path), [.. digits.Select(static figure => (int)figure.Value)]);
    }

    private static void Draw(StudyReport report, InterpolatedPath small, InterpolatedPath large)
    {
        IDataset test = small.Run.Split.Test;
        string from = NameOf(small, 0), to = NameOf(small, 1);
        ImageChart chart = new()
        {
            Description = Phrase.Of($"Two ways of {StepCount} steps from one test image to another, by codes of {small.Code} and of {large.Code} numbers."),
            Rows = [RowOf(small), RowOf(large)],
            ImageWidth = 50,
            ApartLeft = 1,
            ApartRight = 1,
        };
        report.Chart("path", Phrase.Of($"From a {from} to a {to}"), chart, Phrase.Of("At the ends the two test images, between them the decoded steps; below each the digit that most of the ten nearest training codes show."));
        GifFrame[] frames = [.. GeneratedPictures.ThereAndBack(small.Steps).Zip(GeneratedPictures.ThereAndBack(large.Steps), static (left, right) =>
            new GifFrame(ImageGrid.Beside([left.Picture, right.Picture], gap: 4), left.Delay))];
        report.Animation("path-moving", Phrase.Of("The same, moving"), frames, 5, Phrase.Of($"Left a code of {small.Code} numbers, right one of {large.Code}."));

        string caption = Phrase.Of("The codes of all test images, and the way between the two over them.");
        ScatterChart plane = StudySection.ScatterOf(small.Run.Encode(test), test, caption) with { Arrows = [new ChartArrow(to, small.Codes[0], small.Codes[1], small.Codes[^2], small.Codes[^1])] };
        report.Chart("path-plane", Phrase.Of($"The way through the plane, from the {from} to the {to}"), plane, caption);
    }

    private static ChartImages RowOf(InterpolatedPath path) => new(
        Phrase.Of($"code {path.Code}"), [path.Originals.ToBitmap(0), .. path.Steps.ToBitmaps(), path.Originals.ToBitmap(1)])
    {
        Captions = [NameOf(path, 0), .. path.Digits.Select(digit => path.Run.Split.Test.ClassNames[digit]), NameOf(path, 1)],
    };

    private static void Conclude(StudyReport report, InterpolatedPath small, InterpolatedPath large)
    {
        report.Say(Describe(small));
        report.Say(Describe(large));
        report.Say(large.EndError < small.EndError
            ? Phrase.Of($"The code of {large.Code} numbers draws the two ends better: an error of {large.EndError:0.0000} per pixel instead of {small.EndError:0.0000}.")
            : Phrase.Of($"The code of {large.Code} numbers draws the two ends no better: an error of {large.EndError:0.0000} per pixel, against {small.EndError:0.0000}."));
        report.Say(large.FadeDistance < small.FadeDistance
            ? Phrase.Of($"Between them it blends more: its steps are nearer to a cross-fade of the ends, {large.FadeDistance:P0} of the distance between the ends away from it, than those of {small.Code} numbers, {small.FadeDistance:P0}.")
            : Phrase.Of($"Between them it blends no more: its steps are {large.FadeDistance:P0} of the distance between the ends away from a cross-fade, those of {small.Code} numbers {small.FadeDistance:P0}."));
    }

    private static string Describe(InterpolatedPath path)
    {
        string route = string.Join(", ", InterpolatedPath.Stretches(path.Digits).Select(digit => path.Run.Split.Test.ClassNames[digit]));
        return path.Others == 0
            ? Phrase.Of($"With {path.Code} numbers the way touches no other digit: the nearest training codes show {route}.")
            : Phrase.Of($"With {path.Code} numbers the way leads through other digits: the nearest training codes show {route}, and at {path.Others} of {StepCount} steps neither end.");
    }

    private static string NameOf(InterpolatedPath path, int end) => path.Run.Split.Test.ClassNames[path.Classes[end]];
}
