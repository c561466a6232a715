using System.Globalization;
using Hourglass.Learning;
using Hourglass.Numerics;

namespace Hourglass.Cli.Tests;

/// <summary>Runs command lines in memory: own streams, own folder, own small data sets, nothing of this machine's environment.</summary>
public sealed class CliHarness : IDisposable
{
    public const int TrainCount = 256, TestCount = 64;

    private readonly Downloads _downloads = new(new DownloadOptions { AnswerTimeout = TimeSpan.FromMilliseconds(1) });

    public CliHarness()
    {
        Folder = Directory.CreateTempSubdirectory("hourglass-cli-").FullName;
        Data = Path.Combine(Folder, "data");
    }

    /// <summary>The folder in which command lines run.</summary>
    public string Folder { get; }

    /// <summary>The folder of data sets, empty until <see cref="AddMnist"/> fills it.</summary>
    public string Data { get; }

    /// <summary>Where downloads would go.</summary>
    public string Cache { get; init; } = "";

    internal bool IsTerminal { get; set; }

    internal int Width { get; set; } = 80;

    internal Dictionary<string, string> Variables { get; } = [];

    internal TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Cancels when this text has been written to stderr.</summary>
    internal string? CancelAt { get; set; }

    public void Dispose()
    {
        _downloads.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>Makes a small set under the name mnist, so that no test draws or reads tens of thousands of digits.</summary>
    /// <param name="trainCount">The number of training samples.</param>
    public CliHarness AddMnist(int trainCount = TrainCount)
    {
        string folder = Path.Combine(Data, "mnist");
        Directory.CreateDirectory(folder);
        Write(folder, "train-images-idx3-ubyte", "train-labels-idx1-ubyte", trainCount, 1);
        Write(folder, "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte", TestCount, 2);
        return this;
    }

    /// <summary>Makes the path of something in the folder.</summary>
    public string In(params string[] parts) => Path.Combine([Folder, .. parts]);

    internal CliResult Run(string commandLine) => Run(commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    internal CliResult Run(params string[] args)
    {
        using CancellationTokenSource stop = new();
        using StringWriter output = new(CultureInfo.InvariantCulture);
        using CancellingWriter error = new(CancelAt, stop);
        CliContext context = new()
        {
            Out = output,
            Error = error,
            CurrentDirectory = Folder,
            Locator = () => new DatasetLocator(new DataFolders(Data, Cache.Length > 0 ? Cache : In("cache")), _downloads),
            Variable = name => Variables.GetValueOrDefault(name),
            IsTerminal = IsTerminal,
            Width = () => Width,
            Time = Time,
            Cancellation = stop.Token,
        };
        int code = CommandLine.RunAsync(args, context).GetAwaiter().GetResult();
        return new CliResult(code, Text(output), Text(error));
    }

    /// <summary>Trains a small model quietly and expects that to work.</summary>
    internal void Train(string folder, string more = "")
    {
        CliResult result = Run($"train dense --code 8 --data mnist --epochs 2 --batch 64 --threads 1 --out {folder} --quiet {more}");
        Assert.Equal(("", "", ExitCode.Ok), (result.Error, result.Out, result.Code));
    }

    // A carriage return alone stays: the bar is drawn with it.
    private static string Text(StringWriter writer) => writer.ToString().Replace("\r\n", "\n", StringComparison.Ordinal);

    private static void Write(string folder, string images, string labels, int count, ulong seed)
    {
        DigitSheet sheet = Digits.Generate(count, new RandomKey(seed), Workers.Single);
        IdxFile.WriteImages(Path.Combine(folder, images), new ImageSet("digits", new Shape(1, Digits.Side, Digits.Side), sheet.Pixels));
        IdxFile.WriteLabels(Path.Combine(folder, labels), sheet.Labels);
    }

    /// <summary>Keeps what is written, and cancels where a text appears in it.</summary>
    private sealed class CancellingWriter(string? text, CancellationTokenSource stop) : StringWriter(CultureInfo.InvariantCulture)
    {
        public override void Write(char[] buffer, int index, int count)
        {
            base.Write(buffer, index, count);
            Check();
        }

        public override void Write(string? value)
        {
            base.Write(value);
            Check();
        }

        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            Check();
        }

        private void Check()
        {
            if (text is not null && ToString().Contains(text, StringComparison.Ordinal)) stop.Cancel();
        }
    }
}

/// <summary>What a command line did.</summary>
internal sealed record CliResult(int Code, string Out, string Error)
{
    /// <summary>Expects a message, an exit code, and nothing on stdout.</summary>
    public void AssertFails(int code, string message)
    {
        Assert.Contains(Error.Split('\n'), line => line.StartsWith("hourglass: ", StringComparison.Ordinal) && line.Contains(message, StringComparison.Ordinal));
        Assert.Equal(code, Code);
        Assert.Equal("", Out);
        Assert.DoesNotContain("   at ", Error, StringComparison.Ordinal);
    }
}
