using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>The deep autoencoder of Hinton and Salakhutdinov, Reducing the Dimensionality of Data with Neural Networks, 2006, without its pre-training.</summary>
internal sealed class DeepAgainstComponents : Study
{
    private const int Epochs = 120, Code = 30;
    private const double Theirs = 3.00, TheirComponents = 13.87, TheirLogistic = 8.01, ComponentsMiss = 2.53, PixelsMiss = 3.35;

    /// <inheritdoc/>
    public override string Name => "hinton2006";

    /// <inheritdoc/>
    public override StudySource Source => StudySource.Published;

    /// <inheritdoc/>
    public override string Question => Phrase.Of("Does a deep autoencoder, trained at once, reach what pre-training and 30 numbers reached in 2006, and how far is it ahead of principal components?");

    /// <inheritdoc/>
    internal override void Conduct(StudyBench bench)
    {
        TrainingOptions training = new()
        {
            Epochs = bench.Pick(Epochs, 6),
            Batch = bench.Pick(256, 32),
            Optimizer = new AdamSpec(1e-3),
            Schedule = new CosineSchedule(),
        };
        StudyRun components = bench.Train($"pca-{Code}", bench.Recipe("pca", new ModelOptions { Code = Code }, new TrainingOptions()));
        StudyRun deep = bench.Train($"deep-{Code}", bench.Recipe("deep", new ModelOptions { Code = Code, Activation = ActivationKind.Tanh, Loss = LossKind.Bce }, training));
        double deepMiss = 100 * deep.KnnError(), componentsMiss = 100 * components.KnnError();

        StudyReport report = bench.Report;
        string unit = Phrase.Of("squared error per image");
        report.Expect(new(Phrase.Of("test error of the deep autoencoder"), deep.Sse, unit, StudyReference.AtMost(Theirs, Phrase.Of("the paper"), ReferenceKind.Published)) { Decimals = 3 });
        report.Expect(new(Phrase.Of("test error of principal components"), components.Sse, unit, StudyReference.Within(TheirComponents, Phrase.Of("the paper"), ReferenceKind.Published, 0.005)) { Decimals = 3 });
        report.Expect(new(Phrase.Of("kNN error of the deep code"), deepMiss, "%", StudyReference.AtMost(PixelsMiss, Phrase.Of("by pixels"), ReferenceKind.Computed)) { Decimals = 2 });
        report.Expect(new(Phrase.Of("kNN error of principal components"), componentsMiss, "%", StudyReference.Within(ComponentsMiss, "scikit-learn", ReferenceKind.Computed, 0.05)) { Decimals = 2 });
        report.Compare([deep, components], neighbors: 10);
        report.Table(
            Phrase.Of("Beside the paper"),
            [Phrase.Of("30 numbers by"), Phrase.Of("paper"), Phrase.Of("here")],
            [
                [Phrase.Of("deep autoencoder"), FormattableString.Invariant($"{Theirs:0.00}"), FormattableString.Invariant($"{deep.Sse:0.000}")],
                [Phrase.Of("logistic principal components"), FormattableString.Invariant($"{TheirLogistic:0.00}"), "–"],
                [Phrase.Of("principal components"), FormattableString.Invariant($"{TheirComponents:0.00}"), FormattableString.Invariant($"{components.Sse:0.000}")],
            ],
            Phrase.Of("Squared error per test image; logistic components were not computed here."));
        report.Losses("loss", Phrase.Of("Training"), [(deep.Name, deep)], Phrase.Of("cross-entropy per pixel"), Phrase.Of("The loss after each epoch, on a logarithmic axis. The learning rate falls to zero by a cosine."));
        report.Remark(Phrase.Of("The paper has logistic units, which did not train at this depth: it pre-trained each layer as a restricted Boltzmann machine and then fine-tuned by conjugate gradients. Here units are tanh, which is the logistic function stretched to -1 to 1, and Adam trains all layers at once from random weights."));
        Conclude(report, deep, components, deepMiss, componentsMiss);
    }

    private static void Conclude(StudyReport report, StudyRun deep, StudyRun components, double deepMiss, double componentsMiss)
    {
        report.Say(deep.Sse < components.Sse
            ? Phrase.Of($"From {Code} numbers the deep autoencoder leaves {deep.Sse:0.00} per image, principal components leave {components.Sse:0.00}: {components.Sse / deep.Sse:0.0} times as much.")
            : Phrase.Of($"From {Code} numbers the deep autoencoder leaves {deep.Sse:0.00} per image, no less than principal components with {components.Sse:0.00}: it has not trained for long enough."));
        report.Say(deep.Sse <= Theirs
            ? Phrase.Of($"That is no more than the {Theirs:0.00} of the paper, without pre-training.")
            : Phrase.Of($"That is {deep.Sse - Theirs:0.00} more than the {Theirs:0.00} of the paper."));
        report.Say(Phrase.Of($"The ten nearest codes miss {deepMiss:0.00} % of the test digits, those of principal components {componentsMiss:0.00} %."));
        report.Say(Phrase.Of($"The training of {deep.Result.Epochs} epochs took {Numbers.Duration(deep.Result.Seconds)} on {deep.Result.Threads} threads."));
    }
}
