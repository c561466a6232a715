using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

/// <summary>The studies of components, of variational codes and of published results that are cheap in quick form.</summary>
public sealed class ComponentStudiesTests(ComponentStudiesFixture fixture) : IClassFixture<ComponentStudiesFixture>
{
    [Theory]
    [InlineData("pca-2d")]
    [InlineData("linear-is-pca")]
    [InlineData("pca-30")]
    [InlineData("vae-three-ways")]
    [InlineData("vae-collapse")]
    public void Conduct_QuickForm_HasFiguresFindingsAndPicturesAndKeepsThem(string name)
    {
        StudyResult result = fixture.Conduct(name, out _);
        string file = Path.Combine(result.Folder, StudyResult.FileName), kept = File.ReadAllText(file);
        StudyResult again = fixture.Conduct(name, out int epochs);

        Assert.NotEmpty(result.Figures);
        Assert.All(result.Figures, static figure => Assert.True(double.IsFinite(figure.Value), figure.Label));
        Assert.InRange(result.Findings.Count, 2, 5);
        Assert.True(File.Exists(Path.Combine(result.Folder, "pictures", result.Cover)), result.Cover);
        Assert.Equal(0, epochs);
        Assert.Equal(kept, File.ReadAllText(file));
        Assert.Equal(result.Findings, again.Findings);
    }

    [Fact]
    public void PlaneComponents_DrawnPoints_LoseTheVarianceAlongTheSecondComponent()
    {
        StudyResult result = fixture.Conduct("pca-2d", out _);

        double error = result.Figures[0].Value, first = result.Figures[1].Value, second = result.Figures[2].Value;
        Assert.Equal(second, error, 5);
        Assert.Equal(2, first + second, 5);
        Assert.True(first > second);
        Assert.Equal(45, result.Figures[3].Value, 3);
        Assert.All(result.Figures, static figure => Assert.Null(figure.Reference));
    }

    [Fact]
    public void LinearIsComponents_Plane_FindsTheLineOfTheFirstComponent()
    {
        StudyResult result = fixture.Conduct("linear-is-pca", out _);

        StudyFigure error = result.Figures[0], angle = result.Figures[1];
        Assert.InRange(error.Value, 0.99 * error.Reference!.Value, 1.01 * error.Reference.Value);
        Assert.InRange(angle.Value, 0, 1);
    }

    [Fact]
    public void ThreeWays_OwnLoop_GivesTheSameBitsAndOwnLayerNearlyTheSameBound()
    {
        StudyResult result = fixture.Conduct("vae-three-ways", out _);

        Assert.Equal(0, result.Figures[1].Value);
        Assert.InRange(result.Figures[2].Value, 0, 0.5);
    }
}

/// <summary>A folder in which studies are conducted once for all tests.</summary>
public sealed class ComponentStudiesFixture : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly Downloads _downloads = new();
    private readonly Workers _workers = new(2);
    private readonly StudySession _session;

    public ComponentStudiesFixture() => _session = new StudySession(
        _folder.At("studies"), new StudySettings(IsQuick: true), new DatasetLocator(new DataFolders(null, _folder.At("cache")), _downloads), _workers);

    public void Dispose()
    {
        _workers.Dispose();
        _downloads.Dispose();
        _folder.Dispose();
    }

    /// <summary>Conducts a study, and counts the epochs that its runs trained.</summary>
    internal StudyResult Conduct(string name, out int epochs)
    {
        Counter counter = new();
        StudyResult result = Assert.Single(_session.Run([Studies.Find(name)!], counter));
        epochs = counter.Epochs;
        return result;
    }

    private sealed class Counter : StudyListener
    {
        private readonly EpochCounter _epochs = new();

        public int Epochs => _epochs.Count;

        public override IReadOnlyList<TrainingCallback> Callbacks => [_epochs];
    }

    private sealed class EpochCounter : TrainingCallback
    {
        public int Count { get; private set; }

        public override void OnEpoch(TrainingContext context, EpochRecord epoch) => Count++;
    }
}
