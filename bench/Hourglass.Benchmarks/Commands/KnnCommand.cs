using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Hourglass.Learning;
using Hourglass.Numerics;

namespace Hourglass.Benchmarks;

/// <summary><c>knn</c>: classification by nearest neighbours against scikit-learn's.</summary>
internal static class KnnCommand
{
    private const int Neighbors = 10;

    /// <summary>Above so many dimensions a kd-tree looks at every point, and a turn takes minutes.</summary>
    private const int MostTreeDimensions = 64;

    private static readonly RaceOptions Options = new();
    private static readonly Option<int[]> Dimensions = CommandOptions.Numbers(
        "--dimensions", [32, 784], "Numbers of principal components of MNIST; 784 are its pixels.");

    /// <summary>Describes the command.</summary>
    public static Command Create(Output output)
    {
        Command command = new("knn", "Classifies by the ten nearest neighbours here and in scikit-learn, in turn.") { Dimensions };
        Options.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(parsed, output, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, Output output, CancellationToken cancellation)
    {
        output.Line("# Nearest neighbours");
        output.Line();
        Host.Describe(output);
        using TemporaryFolder temporary = new();
        using Workers workers = new(Options.Threads(parsed));
        SharedImages images = await SharedImages.OpenAsync(Options.Data(parsed), temporary, workers, cancellation).ConfigureAwait(false);
        using PythonPeer peer = new(Options.Python(parsed), "knn.py", workers.Count);
        await peer.AskAsync("open", cancellation, ("data", images.Folder)).ConfigureAwait(false);
        output.Line();
        output.Line($"Peer: {await peer.DescribeAsync(cancellation).ConfigureAwait(false)}, n_jobs={workers.Count}.");
        bool agree = true;
        foreach (int dimensions in parsed.GetValue(Dimensions)!)
        {
            (Points train, Points test) = Place(images, dimensions, workers);
            string trainPath = Write(temporary.In("train"), train), testPath = Write(temporary.In("test"), test);
            await peer.AskAsync("points", cancellation, ("train", trainPath), ("test", testPath), ("dimensions", dimensions)).ConfigureAwait(false);
            NeighborClassifier classifier = new(LabeledPoints.Of(train, images.Train), Neighbors);
            output.Line();
            output.Line(
                $"{Neighbors} neighbours of {Text.Count(test.Count)} queries among {Text.Count(train.Count)} points of {dimensions} numbers, {Text.Plural(workers.Count, "thread")} each.");
            RaceResult race = await Race.RunAsync(
                [RaceSide.Ours("Hourglass, exact", () => classifier.Predict(test, workers, cancellation)), .. Sides(peer, dimensions)],
                Options.Rounds(parsed),
                output,
                cancellation).ConfigureAwait(false);
            race.Write(output, dimensions switch { 32 => 3, 784 => 1.7, _ => null });
            agree &= await CompareAsync(classifier, test, images, peer, temporary.In("neighbors"), workers, output, cancellation).ConfigureAwait(false);
        }

        output.Save(Options.Out(parsed));
        return agree ? 0 : 1;
    }

    private static (Points Train, Points Test) Place(SharedImages images, int dimensions, Workers workers)
    {
        Points train = Representations.Read(images.Train, workers), test = Representations.Read(images.Test, workers);
        if (dimensions == train.Dimensions) return (train, test);
        Pca pca = Pca.Fit(train, new PcaOptions(dimensions), workers);
        return (pca.Transform(train, workers), pca.Transform(test, workers));
    }

    private static string Write(string path, Points points)
    {
        using FileStream stream = File.Create(path);
        stream.Write(MemoryMarshal.AsBytes(points.Values));
        return path;
    }

    private static IEnumerable<RaceSide> Sides(PythonPeer peer, int dimensions)
    {
        if (dimensions <= MostTreeDimensions) yield return Side("kd_tree", "float64");
        yield return Side("brute", "float64");
        yield return Side("brute", "float32");

        RaceSide Side(string algorithm, string type) => new(
            $"scikit-learn, {algorithm}, {type}",
            token => peer.RunAsync("predict", token, ("algorithm", JsonValue.Create(algorithm)), ("dtype", JsonValue.Create(type)), ("neighbors", Neighbors)));
    }

    /// <summary>Compares with the last side's neighbours: where they differ, theirs must be as far as ours, but for rounding.</summary>
    private static async Task<bool> CompareAsync(
        NeighborClassifier classifier, Points test, SharedImages images, PythonPeer peer, string path, Workers workers, Output output, CancellationToken cancellation)
    {
        const double Tolerance = 1e-5;
        await peer.AskAsync("neighbors", cancellation, ("path", path)).ConfigureAwait(false);
        int[] theirs = MemoryMarshal.Cast<byte, int>(await File.ReadAllBytesAsync(path, cancellation).ConfigureAwait(false)).ToArray();
        Points train = classifier.Train.Points;
        Neighbors ours = NearestNeighbors.Find(train, test, Neighbors, Metric.Euclidean, workers, cancellation);
        int other = 0;
        double worst = 0;
        for (int i = 0; i < test.Count; i++)
        {
            for (int rank = 0; rank < Neighbors; rank++)
            {
                int index = theirs[(i * Neighbors) + rank];
                if (index == ours.Indices(i)[rank]) continue;
                other++;
                double distance = Distance(test[i], train[index]);
                worst = Math.Max(worst, Math.Abs(distance - ours.Distances(i)[rank]) / distance);
            }
        }

        KnnQuality quality = KnnQuality.Measure(classifier, LabeledPoints.Of(test, images.Test), workers, cancellation: cancellation);
        output.Line();
        output.Line(
            $"Agreement: {Text.Count(theirs.Length - other)} of {Text.Count(theirs.Length)} neighbours are the same points, the others are as far but for {Text.Short(worst)} of the distance (allowed {Text.Short(Tolerance)}). Accuracy {Text.Fixed(quality.Accuracy, 4)}, {Text.Fixed(1e6 * quality.SecondsPerPrediction, 1)} microseconds per prediction.");
        return worst <= Tolerance;
    }

    private static double Distance(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        double squares = 0;
        for (int k = 0; k < x.Length; k++) squares += ((double)x[k] - y[k]) * ((double)x[k] - y[k]);
        return Math.Sqrt(squares);
    }
}
