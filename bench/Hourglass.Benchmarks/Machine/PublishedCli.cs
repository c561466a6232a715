using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Hourglass.Benchmarks;

/// <summary>The command line as a user has it: published, not run from the build.</summary>
internal static class PublishedCli
{
    private const string Name = "hourglass";

    /// <summary>Describes the option that names an executable.</summary>
    public static Option<FileInfo?> Option() => new("--executable") { Description = "A published hourglass (default: publish it first)." };

    /// <summary>Takes the given executable, or publishes the project into a folder.</summary>
    /// <exception cref="FileNotFoundException">The executable does not exist.</exception>
    /// <exception cref="IOException">Publishing failed.</exception>
    public static string FindOrPublish(FileInfo? executable, TemporaryFolder folder, Output output)
    {
        if (executable is not null)
        {
            return executable.Exists
                ? executable.FullName
                : throw new FileNotFoundException($"--executable: {executable.FullName} does not exist.");
        }

        output.Status($"Publishing {Repository.CliProject}; name a published one by --executable to save the time.");
        string target = folder.In("published");
        string[] arguments = ["publish", Repository.CliProject, "-c", "Release", "-r", RuntimeInformation.RuntimeIdentifier, "-o", target];
        ProcessStartInfo start = new("dotnet", arguments) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        string messages = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? Path.Combine(target, OperatingSystem.IsWindows() ? $"{Name}.exe" : Name)
            : throw new IOException($"{Repository.CliProject} could not be published:\n{messages}");
    }
}
