using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class ExerciseNoteTests : IDisposable
{
    private static readonly string[] Names = ["pretraining-sigmoid", "similarity", "own-noise"];

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_InQuickForm_FindsFiguresAndKeepsThem()
    {
        Study[] studies = [.. Names.Select(static name => Studies.Find(name)!)];
        using Workers workers = new(2);
        using Downloads downloads = new();
        StudySession session = new(_folder.Root, new StudySettings(IsQuick: true), new DatasetLocator(DataFolders.FromEnvironment(), downloads), workers);

        IReadOnlyList<StudyResult> results = session.Run(studies, new StudyListener(), TestContext.Current.CancellationToken);

        Assert.Equal(Names, results.Select(static result => result.Study));
        foreach (StudyResult result in results)
        {
            Assert.NotEmpty(result.Findings);
            Assert.NotEmpty(result.Figures);
            Assert.All(result.Figures, static figure => Assert.True(double.IsFinite(figure.Value), figure.Label));
            Assert.All(result.Findings, static finding => Assert.DoesNotContain("NaN", finding, StringComparison.Ordinal));
        }

        string[] files = [.. Names.Select(name => _folder.At($"{name}/{StudyResult.FileName}"))], before = [.. files.Select(File.ReadAllText)];
        CountingListener again = new();
        session.Run(studies, again, TestContext.Current.CancellationToken);

        Assert.Equal(before, files.Select(File.ReadAllText));
        Assert.Equal(0, again.Epochs);
    }

    private sealed class CountingListener : StudyListener
    {
        private readonly Counter _counter = new();

        public int Epochs => _counter.Epochs;

        public override IReadOnlyList<TrainingCallback> Callbacks => [_counter];

        private sealed class Counter : TrainingCallback
        {
            public int Epochs { get; private set; }

            public override void OnEpoch(TrainingContext context, EpochRecord epoch) => Epochs++;
        }
    }
}
