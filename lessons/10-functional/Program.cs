return LearnDL.Lessons.LessonRunner.Main(new Lessons.Functional.FunctionalLesson(), args);
