namespace LearnDL.Data;

/// <summary>What to do with a cell that holds no value: empty, <c>?</c>, <c>NA</c>, <c>N/A</c>, <c>NaN</c> or <c>null</c>.</summary>
public enum MissingValues
{
    /// <summary>Say where it is and stop. The default, because filling a gap is a decision about the data.</summary>
    Error,

    /// <summary>Leave out the whole row.</summary>
    Drop,

    /// <summary>
    /// Put the mean of the column's other values there. It is the mean over all rows of the file: rows kept for the test are among them,
    /// which makes the test slightly easier than real use. Read the two parts from two files where that matters.
    /// </summary>
    Mean,
}
