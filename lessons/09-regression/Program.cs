return LearnDL.Lessons.LessonRunner.Main(new Lessons.Regression.RegressionLesson(), args);
