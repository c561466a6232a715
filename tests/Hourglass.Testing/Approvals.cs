using System.Text;
using Xunit.Sdk;

namespace Hourglass.Testing;

/// <summary>Compares text with an approved file: <c>tests/PROJECT/Approved/NAME.txt</c>.</summary>
/// <remarks>
/// Where they differ, what was received is written beside the approved file as <c>NAME.received</c>, for a person to compare, judge and
/// rename. The approved file is never written here.
/// </remarks>
public static class Approvals
{
    /// <summary>Fails unless the text is the approved one.</summary>
    /// <typeparam name="TTest">The test class; its assembly names the project.</typeparam>
    /// <param name="name">The name of the approved file.</param>
    /// <param name="received">The text.</param>
    public static void Verify<TTest>(string name, string received)
    {
        string folder = Path.Combine(Repository.Root, "tests", typeof(TTest).Assembly.GetName().Name!, "Approved");
        string approvedPath = Path.Combine(folder, name + ".txt"), receivedPath = Path.Combine(folder, name + ".received");
        string? approved = File.Exists(approvedPath) ? File.ReadAllText(approvedPath).ReplaceLineEndings("\n") : null;
        received = received.ReplaceLineEndings("\n");
        if (received == approved)
        {
            File.Delete(receivedPath);
            return;
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(receivedPath, received, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        string where = approved is null ? "there is no approved file" : $"line {FirstDifference(approved, received)} differs";
        throw new XunitException($"{name}: {where}. Compare {receivedPath} with {approvedPath}; rename it only if the change is meant.");
    }

    private static int FirstDifference(string approved, string received)
    {
        int length = Math.Min(approved.Length, received.Length), same = 0;
        while (same < length && approved[same] == received[same]) same++;
        return 1 + received.AsSpan(0, same).Count('\n');
    }
}
