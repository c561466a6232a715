using System.Text;
using System.Text.Json;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning.Tests;

public sealed class MeasurementsTests : IDisposable
{
    private readonly ScratchFolder _folder = new();
    private readonly RunFolder _run;
    private readonly Network _network;

    public MeasurementsTests()
    {
        TinyRun.Train(TinyRun.Recipe, _folder.At("run"));
        _run = RunFolder.Open(_folder.At("run"));
        _network = ModelFile.Load(_run.ModelFile);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string File => _folder.At("run", Measurements.FileName);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Get_MeasuresOnce()
    {
        RunFigures first = Get(new NeighborError(3));

        // Another network would measure otherwise; what is kept is not measured again.
        Network other = Network.Build(TinyRun.Model(3), new RandomKey(99));
        RunFigures again = Get(new NeighborError(3), Subject(other));

        Assert.Equal(first, again);
        Assert.NotEqual(first, new NeighborError(3).Run(Subject(other), Token));
    }

    [Fact]
    public void Get_WithOtherSettings_MeasuresAnew()
    {
        Get(new NeighborError(3));
        Get(new NeighborError(4));
        Get(new ProbeError());
        Get(new ClassSeparation());
        Get(new NeighborhoodPreservation(4));
        Get(new EncodingTime());
        using Workers two = new(2);
        Get(new ProbeError(), Subject(workers: two));
        Get(new EncodingTime(), Subject(workers: two));

        using JsonDocument json = JsonDocument.Parse(System.IO.File.ReadAllText(File));
        string[] names = [.. json.RootElement.GetProperty("measurements").EnumerateArray().Select(static entry => entry.GetProperty("measure").GetString()!)];

        // Only times depend on threads.
        Assert.Equal(["knn", "knn", "probe", "silhouette", "neighborhood", "encoding-time", "encoding-time"], names);
    }

    [Fact]
    public void Get_KeepsWhatIsNotANumber()
    {
        Get(new Odd());

        Assert.Equal(double.NaN, Get(new Odd())["odd"]);
    }

    [Fact]
    public void Run_OfWhatTheDataDoNotHave_SaysWhy()
    {
        FloatSet bare = new("bare", TinyRun.Shape, new float[20 * TinyRun.Shape.Size]);
        MeasureSubject subject = new(_network, new DataSpec("mnist"), new DataSplit(bare, null, bare, "made up"), 0, Workers.Single);

        foreach (Measure measure in new Measure[] { new NeighborError(), new ProbeError(), new ClassSeparation(), new FactorRecovery(), new NeighborhoodPreservation(10) })
        {
            InvalidDataException error = Assert.Throws<InvalidDataException>(() => measure.Run(subject, Token));
            Assert.Equal($"bare: {measure.WhyNot(subject)}", error.Message);
            Assert.Contains("expected", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"format":"hourglass-measurements","version":2,"model":"","measurements":[]}""")]
    [InlineData("""{"format":"hourglass-measurements","version":1,"model":"MODEL","measurements":[{}]}""")]
    [InlineData("""{"format":"hourglass-measurements","version":1,"model":"MODEL","measurements":[{"measure":"knn","settings":{},"figures":{"a":"b"}}]}""")]
    [InlineData("""{"format":"hourglass-measurements","version":1,"model":"MODEL","measurements":[{"measure":"knn","settings":{},"figures":{"a":1,"a":2}}]}""")]
    public void Open_OfADamagedFile_NamesItAndLeavesIt(string content)
    {
        Get(new EncodingTime());
        using JsonDocument json = JsonDocument.Parse(System.IO.File.ReadAllText(File));
        byte[] damaged = Encoding.UTF8.GetBytes(content.Replace("MODEL", json.RootElement.GetProperty("model").GetString(), StringComparison.Ordinal));
        System.IO.File.WriteAllBytes(File, damaged);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Measurements.Open(_run));

        Assert.StartsWith($"{File}: found no measurements: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(damaged, System.IO.File.ReadAllBytes(File));
    }

    private RunFigures Get(Measure measure, MeasureSubject? subject = null) => Measurements.Open(_run).Get(measure, subject ?? Subject(), Token);

    private MeasureSubject Subject(Network? network = null, Workers? workers = null) =>
        new(network ?? _network, TinyRun.Recipe.Data, TinyRun.Split, 0, workers ?? Workers.Single);

    private sealed record Odd : Measure
    {
        public override string Name => "odd";

        protected override IEnumerable<RunFigure> Figures(MeasureSubject subject, CancellationToken cancellation) => [new("odd", double.NaN)];
    }
}
