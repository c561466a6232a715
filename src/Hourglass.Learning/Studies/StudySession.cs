using System.Text;
using Hourglass.Networks;
using Hourglass.Numerics;

namespace Hourglass.Learning;

/// <summary>Conducts studies into a folder, one folder for each, and writes the page that links them.</summary>
/// <remarks><para>What is finished stays, whatever stops the session: trainings go on from their checkpoints, and computed figures and maps are taken as they
/// are. Every file is replaced as a whole or not at all, and the result of a study comes last.</para>
/// <para><b>Determinism</b> The same settings give the same figures, but for times, whether or not the session was stopped in between.</para></remarks>
/// <param name="folder">The folder; made where it does not exist.</param>
/// <param name="settings">How studies are conducted.</param>
/// <param name="locator">Finds published data sets.</param>
/// <param name="workers">The team.</param>
/// <param name="own">The user's own folder of data, <see cref="DataFolders.Own"/>; null, the default, for none.</param>
/// <param name="time">The clock; the system's by default.</param>
public sealed class StudySession(string folder, StudySettings settings, DatasetLocator locator, Workers workers, string? own = null, TimeProvider? time = null)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    private readonly StudyData _data = new(settings.Data ?? DataSources.BuiltIn, settings.IsQuick, locator, workers, own);

    /// <summary>Conducts studies, and writes the index after each.</summary>
    /// <param name="studies">The studies.</param>
    /// <param name="listener">Is told how it goes.</param>
    /// <param name="cancellation">Ends the work after the current step of a training; a later session goes on there.</param>
    /// <returns>What came out, study by study.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled; what is finished is kept.</exception>
    /// <exception cref="InvalidDataException">A file in the folder is damaged.</exception>
    /// <exception cref="IOException">A file cannot be read or written, or the folder holds runs with other recipes.</exception>
    public IReadOnlyList<StudyResult> Run(IReadOnlyList<Study> studies, StudyListener listener, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(studies);
        ArgumentNullException.ThrowIfNull(listener);
        List<StudyResult> results = [];
        for (int i = 0; i < studies.Count; i++)
        {
            listener.OnStudy(studies[i], i + 1, studies.Count);
            StudyResult result = Conduct(studies[i], listener, cancellation);
            StudyIndex.Write(folder);
            listener.OnStudyEnd(result);
            results.Add(result);
        }

        return results;
    }

    private StudyResult Conduct(Study study, StudyListener listener, CancellationToken cancellation)
    {
        StudyFolder place = new(Path.Combine(folder, study.Name));
        Directory.CreateDirectory(place.Path);
        StudyBench bench = new(place, settings, listener, _data, workers, time ?? TimeProvider.System, cancellation);
        study.Conduct(bench);
        StudyResult result = new()
        {
            Study = study.Name,
            Question = study.Question,
            Source = study.Source,
            IsQuick = settings.IsQuick,
            Data = _data.Name,
            Seed = settings.Seed,
            Figures = bench.Report.Figures,
            Findings = bench.Report.Findings,
            Seconds = bench.Seconds,
            Threads = workers.Count,
            Version = Experiment.Version,
            Cover = bench.Report.Cover,
            Folder = place.Path,
        };
        WritePictures(place, bench.Report);
        string page = StudyPage.Write(study, result, bench);
        AtomicFile.Write(Path.Combine(place.Path, Report.FileName), stream => stream.Write(Utf8.GetBytes(page)));
        result.Write(place.Path);
        return result;
    }

    private static void WritePictures(StudyFolder place, StudyReport report)
    {
        string pictures = Path.Combine(place.Path, Report.PicturesFolder);
        Directory.CreateDirectory(pictures);
        HashSet<string> written = [];
        foreach (StudyFile file in report.Sections.SelectMany(static section => section.Files))
        {
            byte[] content = file.Content();
            AtomicFile.Write(Path.Combine(pictures, file.Name), stream => stream.Write(content));
            written.Add(file.Name);
        }

        foreach (string old in Directory.GetFiles(pictures).Where(path => !written.Contains(Path.GetFileName(path)))) File.Delete(old);
    }
}
