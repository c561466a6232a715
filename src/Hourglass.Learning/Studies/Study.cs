namespace Hourglass.Learning;

/// <summary>A question of a course note or a paper, the runs that answer it, and what their figures say.</summary>
/// <remarks>A study is a class of about a screen. What it trains and computes is kept by a <see cref="StudyBench"/>, so that a study that was stopped does
/// again only what is missing, and its pages can be written anew from what is there.</remarks>
public abstract class Study
{
    /// <summary>Makes a study; those that have a name are in <see cref="Studies"/>.</summary>
    private protected Study()
    {
    }

    /// <summary>Gets the name by which it is chosen.</summary>
    public abstract string Name { get; }

    /// <summary>Gets where the question comes from.</summary>
    public abstract StudySource Source { get; }

    /// <summary>Gets the question, in one sentence, in the language that was chosen.</summary>
    public abstract string Question { get; }

    /// <summary>Trains, measures, and writes down what came out.</summary>
    /// <param name="bench">What trains and keeps, and where the report is put together.</param>
    internal abstract void Conduct(StudyBench bench);
}
