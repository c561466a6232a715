using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

/// <summary>The studies of the first two notes in their quick form; those with large networks are left to the command line.</summary>
public sealed class DenseStudiesTests(DenseStudiesTests.Session session) : IClassFixture<DenseStudiesTests.Session>
{
    [Theory]
    [InlineData("conv-2")]
    [InlineData("interpolation")]
    [InlineData("simple-32")]
    [InlineData("denoise-gaussian")]
    [InlineData("optimizers")]
    [InlineData("losses")]
    public void Run_InQuickForm_FindsSomethingAndKeepsIt(string name)
    {
        Study study = Studies.Find(name)!;

        StudyResult result = session.Run(study, out int _);
        string file = Path.Combine(result.Folder, StudyResult.FileName), first = File.ReadAllText(file);

        Assert.NotEmpty(result.Findings);
        Assert.NotEmpty(result.Figures);
        Assert.All(result.Figures, static figure => Assert.True(double.IsFinite(figure.Value), figure.Label));
        Assert.All(result.Figures, static figure => Assert.Null(figure.IsReached));
        Assert.True(File.Exists(Path.Combine(result.Folder, Report.PicturesFolder, result.Cover)), result.Cover);

        session.Run(study, out int done);

        Assert.Equal(0, done);
        Assert.Equal(first, File.ReadAllText(file));
    }

    /// <summary>One session for all, so that digits are drawn once.</summary>
    public sealed class Session : IDisposable
    {
        private readonly ScratchFolder _folder = new();
        private readonly Downloads _downloads = new();
        private readonly Workers _workers = new(2);
        private readonly StudySession _session;

        public Session() => _session = new StudySession(
            _folder.At("studies"), new StudySettings(IsQuick: true), new DatasetLocator(DataFolders.FromEnvironment(), _downloads), _workers);

        public void Dispose()
        {
            _workers.Dispose();
            _downloads.Dispose();
            _folder.Dispose();
        }

        /// <summary>Conducts a study and counts the steps that were not there yet.</summary>
        internal StudyResult Run(Study study, out int done)
        {
            Counter counter = new();
            StudyResult result = _session.Run([study], counter, TestContext.Current.CancellationToken).Single();
            done = counter.Done;
            return result;
        }
    }

    private sealed class Counter : StudyListener
    {
        public int Done { get; private set; }

        public override void OnStepEnd(string name, string? outcome)
        {
            if (outcome is not null) Done++;
        }
    }
}
