namespace Hourglass.Learning;

/// <summary>Is told what studies do; this one does nothing with it.</summary>
public class StudyListener
{
    /// <summary>Gets callbacks for each training.</summary>
    public virtual IReadOnlyList<TrainingCallback> Callbacks => [];

    /// <summary>Gets who is told several times a second how far a training is; null, the default, for nobody.</summary>
    public virtual IProgress<TrainingProgress>? Progress => null;

    /// <summary>Is called when a study begins.</summary>
    /// <param name="study">The study.</param>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="count">The number of studies.</param>
    public virtual void OnStudy(Study study, int number, int count)
    {
    }

    /// <summary>Is called when something of a study begins: a training, a map.</summary>
    /// <param name="name">Its name.</param>
    public virtual void OnStep(string name)
    {
    }

    /// <summary>Is called when it has ended.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="outcome">What came out, in few words; empty where there is nothing to say, null where it was there already.</param>
    public virtual void OnStepEnd(string name, string? outcome)
    {
    }

    /// <summary>Is called when a study has ended.</summary>
    /// <param name="result">What came out.</param>
    public virtual void OnStudyEnd(StudyResult result)
    {
    }
}
