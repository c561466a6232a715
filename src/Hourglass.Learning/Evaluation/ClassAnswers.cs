namespace Hourglass.Learning;

/// <summary>What samples were taken for, beside what they are.</summary>
/// <param name="ClassNames">The names of the classes.</param>
/// <param name="Labels">The class of each sample.</param>
/// <param name="Answers">What each was taken for.</param>
public abstract record ClassAnswers(IReadOnlyList<string> ClassNames, ReadOnlyMemory<int> Labels, IReadOnlyList<int> Answers)
{
    /// <summary>Gets the number of samples.</summary>
    public int Count => Answers.Count;

    /// <summary>Gets the number of samples whose class was missed.</summary>
    public int Mistakes { get; } = Labels.ToArray().Zip(Answers).Count(static pair => pair.First != pair.Second);

    /// <summary>Gets the share of samples whose class was missed.</summary>
    public double ErrorRate => (double)Mistakes / Count;

    /// <summary>Gets the share of samples whose class was found.</summary>
    public double Accuracy => (double)(Count - Mistakes) / Count;

    /// <summary>Gets how often samples of each class were taken for each class.</summary>
    public ConfusionMatrix Confusion { get; } = new(ClassNames.Count, Labels.Span, Answers);
}
